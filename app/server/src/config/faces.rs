use std::path::{Path, PathBuf};

use onedoor_faces::{Client, ClientSettings, Comparer, Model, ModelSettings};
use onedoor_identity::Faces;
use schemars::JsonSchema;
use serde::Deserialize;

use super::check::{Found, note};
use super::{WebAddress, cannot_read};

/// A program that compares the faces of applicants before an officer decides (`docs/FACES.md`): a provider that is asked
/// over TLS, or a model that this site runs itself. Without it an officer alone compares them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaceConfig {
    /// A provider. Either this is given or `model`.
    pub provider: Option<FaceProviderConfig>,
    /// A model in ONNX. Either this is given or `provider`.
    pub model: Option<FaceModelConfig>,
    /// What a provider may have been tested to against pictures, screens and masks held before the camera, in the words
    /// of its own answers: `["ISO/IEC 30107-3 level 2"]`. Only such a word is recorded as a test for attacks.
    #[serde(default)]
    pub attack_levels: Vec<String>,
}

/// A provider of others, with an adapter before it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaceProviderConfig {
    /// Its address: `https://faces.example.org`. `/faces/v1/compare` comes after it.
    pub url: WebAddress,
    /// The certificate by which the provider knows this site, and those that lead to its root, PEM, if it wants one;
    /// relative to the configuration file. It is read again when the process gets SIGHUP, and so are key and authorities.
    #[schemars(extend("format" = "path"))]
    pub client_certificate: Option<PathBuf>,
    /// Its private key, PEM (PKCS#8, PKCS#1 or SEC1), without a password.
    #[schemars(extend("format" = "path"))]
    pub client_key: Option<PathBuf>,
    /// Who certifies the provider, PEM. Nobody else is believed.
    #[schemars(extend("format" = "path"))]
    pub authorities: PathBuf,
}

/// A model of the operator's own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaceModelConfig {
    /// The file, in ONNX: one picture in three colours in (1x3xHxW), a vector out; relative to the configuration file.
    #[schemars(extend("format" = "path"))]
    pub file: PathBuf,
    /// What it is called, with its version: it stands with every verdict.
    pub name: String,
    /// From this cosine between two vectors on it is one face, above 0 and below 1.
    pub same: f32,
    /// Below this cosine it is another; not above `same`.
    pub different: f32,
    /// What is taken from each colour, from 0 to 255, before the model sees it.
    #[serde(default = "middle")]
    pub mean: f32,
    /// What each colour is divided by after that.
    #[serde(default = "middle")]
    pub deviation: f32,
    /// Whether the model wants blue first, instead of red.
    #[serde(default)]
    pub blue_first: bool,
}

/// Colours from -1 to 1, as most models want them.
const fn middle() -> f32 {
    127.5
}

impl FaceConfig {
    /// Whether the settings go together.
    pub(super) fn check(&self, found: &mut Found) {
        match (&self.provider, &self.model) {
            (Some(provider), None) => provider.check(found),
            (None, Some(_)) => {}
            _ => note(found, "identity.level1.face", "either `provider` or `model` must be given"),
        }
    }

    /// Who compares; or the setting that is wrong, and why.
    pub fn faces(&self, base: &Path) -> Result<Faces, (&'static str, String)> {
        let comparer = match (&self.provider, &self.model) {
            (Some(provider), _) => Comparer::Provider(provider.client(base)?),
            (None, Some(model)) => Comparer::Model(model.model(base)?),
            (None, None) => return Err(("identity.level1.face", "nobody is named".to_owned())),
        };
        Ok(Faces { comparer, attack_levels: self.attack_levels.clone() })
    }
}

impl FaceProviderConfig {
    fn check(&self, found: &mut Found) {
        if self.url.url.scheme() != "https" || self.url.url.query().is_some() {
            let allowed = "allowed is an address such as https://faces.example.org";
            note(found, "identity.level1.face.provider.url", allowed);
        }
        if self.client_certificate.is_some() != self.client_key.is_some() {
            let path = "identity.level1.face.provider.client_key";
            note(found, path, "must be given together with `client_certificate`");
        }
    }

    fn client(&self, base: &Path) -> Result<Client, (&'static str, String)> {
        let certificate = self.client_certificate.as_ref();
        let certificate = certificate
            .map(|file| read(base, file, "identity.level1.face.provider.client_certificate"))
            .transpose()?;
        let key = self.client_key.as_ref();
        let key = key.map(|file| read(base, file, "identity.level1.face.provider.client_key")).transpose()?;
        let authorities = read(base, &self.authorities, "identity.level1.face.provider.authorities")?;
        let settings = ClientSettings {
            url: self.url.url.clone(),
            identity: certificate.as_deref().zip(key.as_deref()),
            authorities: &authorities,
        };
        Client::new(&settings).map_err(|error| ("identity.level1.face.provider", error.to_string()))
    }
}

impl FaceModelConfig {
    fn model(&self, base: &Path) -> Result<Model, (&'static str, String)> {
        let onnx = read(base, &self.file, "identity.level1.face.model.file")?;
        let settings = ModelSettings {
            name: self.name.clone(),
            mean: self.mean,
            deviation: self.deviation,
            blue_first: self.blue_first,
            same: self.same,
            different: self.different,
        };
        Model::load(onnx, settings).map_err(|error| ("identity.level1.face.model", error.to_string()))
    }
}

fn read(base: &Path, file: &Path, setting: &'static str) -> Result<Vec<u8>, (&'static str, String)> {
    let file = base.join(file);
    std::fs::read(&file).map_err(|error| (setting, cannot_read(&file, &error)))
}
