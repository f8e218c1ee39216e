-- A device shows its value, and the account is found by it: a value is one device's.
CREATE UNIQUE INDEX app_devices__token ON app_devices (token);
