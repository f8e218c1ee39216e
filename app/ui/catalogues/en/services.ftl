### Procedures, administrative units, dossiers.
