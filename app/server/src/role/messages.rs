//! The ways in which a configured site sends messages.

use std::path::Path;

use onedoor_messaging::{Gateway, Messenger, Patience, Relay, RelaySettings, Smpp, SmppSettings};
use onedoor_ui::{Localizer, Role};

use super::serve::{CannotServe, look, setting};
use crate::config::{Config, MailConfig, MessagesConfig, SmppConfig, cannot_read};
use crate::site::Shared;

/// Text messages by a gateway or an operator, letters by a relay if there is one.
pub(super) fn messenger(config: &Config, base: &Path, shared: &Shared) -> Result<Messenger, CannotServe> {
    let MessagesConfig { gateway, token, sender, smpp, limits: _ } = &config.messages;
    let texts = match (gateway, token, smpp) {
        (Some(gateway), Some(token), _) => {
            let token = token.read(base).map_err(setting("messages.token"))?;
            Messenger::new(Gateway::new(shared.http.clone(), gateway.url.clone(), token, sender.clone()))
        }
        (_, _, Some(smpp)) => Messenger::new(operator(config, smpp, base)?),
        _ => return Err(setting("messages")("no way to send text messages".to_owned())),
    };
    let relay = config.mail.as_ref().map(|mail| relay(config, mail, base)).transpose()?;
    Ok(texts.with_mail(relay))
}

fn operator(config: &Config, smpp: &SmppConfig, base: &Path) -> Result<Smpp, CannotServe> {
    let settings = SmppSettings {
        host: smpp.host.clone(),
        port: smpp.port.get(),
        tls: smpp.tls.then(|| authorities(config, base)).transpose()?,
        system_id: smpp.system_id.clone(),
        password: smpp.password.read(base).map_err(setting("messages.smpp.password"))?,
        system_type: smpp.system_type.clone().unwrap_or_default(),
        sender: config.messages.sender.clone().unwrap_or_default(),
        window: usize::from(smpp.window.get()),
        patience: Patience::default(),
    };
    Smpp::new(settings).map_err(|error| setting("messages.smpp")(error.to_string()))
}

/// The certificate authorities that are believed besides those of the system.
fn authorities(config: &Config, base: &Path) -> Result<Vec<u8>, CannotServe> {
    let Some(file) = &config.trusted_authorities else { return Ok(Vec::new()) };
    let file = base.join(file);
    let cannot = |error: std::io::Error| cannot_read(&file, &error);
    std::fs::read(&file).map_err(cannot).map_err(setting("trusted_authorities"))
}

fn relay(config: &Config, mail: &MailConfig, base: &Path) -> Result<Relay, CannotServe> {
    let credentials = match (&mail.user, &mail.password) {
        (Some(user), Some(password)) => {
            Some((user.clone(), password.read(base).map_err(setting("mail.password"))?))
        }
        _ => None,
    };
    let role = if config.identity.is_some() { Role::Identity } else { Role::Portal };
    let t = Localizer::of(config.default_language.into());
    let settings = RelaySettings {
        host: mail.host.clone(),
        port: mail.port.get(),
        tls: mail.tls.into(),
        credentials,
        from: mail.from.clone(),
        name: look(config, role).name(&t),
        authorities: authorities(config, base)?,
    };
    Relay::new(settings).map_err(|error| setting("mail")(error.to_string()))
}
