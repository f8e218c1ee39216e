//! Layout, components, style sheet and the catalogues in four languages.
