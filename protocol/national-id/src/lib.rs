//! Personal numbers of Vietnam, China and Russia: formats, check digits, what a number says.
