mod passkey;
mod totp;
mod webauthn;
