use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use onedoor_adapters::Trouble;
use onedoor_face_picture::{LONGEST_SIDE, filling};
use onedoor_proofing::face::{FaceVerdict, Word};
use rten::{Dimension, RunOptions, ThreadPool, Value};
use tokio::sync::Semaphore;

use crate::Pictures;

/// A model that an operator brings, in ONNX: a picture of a face in, a vector out that is like those of the same face.
#[derive(Clone)]
pub struct Model(Arc<Loaded>);

struct Loaded {
    model: rten::Model,
    width: usize,
    height: usize,
    settings: ModelSettings,
    /// A comparison takes one core, and one at a time: nobody waits for it before a page.
    threads: Arc<ThreadPool>,
    running: Semaphore,
}

/// How a model is used.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelSettings {
    /// What the operator calls it, with its version: it stands with every verdict.
    pub name: String,
    /// This is taken from each colour, from 0 to 255, before the model sees it.
    pub mean: f32,
    /// And then it is divided by this.
    pub deviation: f32,
    /// Whether it wants blue first, instead of red.
    pub blue_first: bool,
    /// From this cosine on between two vectors it is one face.
    pub same: f32,
    /// Below this it is another.
    pub different: f32,
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadModel {
    /// The file.
    #[error("no ONNX model that can be read: {0}")]
    Unreadable(String),
    /// What goes in.
    #[error(
        "it takes one picture in three colours with a fixed height and width of at most {LONGEST_SIDE}: 1x3xHxW"
    )]
    Input,
    /// What comes out.
    #[error("a blank picture gives no vector: {0}")]
    Output(String),
    /// The settings contradict each other.
    #[error("{0}")]
    Settings(&'static str),
}

impl Model {
    /// Reads a model and lets it see a blank picture, so that one that is no use is told at once and not by the first
    /// applicant.
    pub fn load(onnx: Vec<u8>, settings: ModelSettings) -> Result<Self, BadModel> {
        check(&settings)?;
        let loaded = std::panic::catch_unwind(|| rten::Model::load(onnx));
        let model = loaded.map_err(|_| BadModel::Unreadable("its reader broke off".to_owned()))?;
        let model = model.map_err(|error| BadModel::Unreadable(error.to_string()))?;
        let (width, height) = size(&model).ok_or(BadModel::Input)?;
        let (threads, running) = (Arc::new(ThreadPool::with_num_threads(1)), Semaphore::new(1));
        let loaded = Loaded { model, width, height, settings, threads, running };
        loaded.vector(&vec![0; width * height * 3]).map_err(BadModel::Output)?;
        Ok(Self(Arc::new(loaded)))
    }

    /// Holds the portrait against what there is, off the asynchronous runtime.
    pub async fn compare(&self, pictures: &Pictures) -> Result<Word, Trouble> {
        // Nobody closes it.
        let _running = self.0.running.acquire().await;
        let (loaded, pictures) = (Arc::clone(&self.0), pictures.clone());
        let compared = tokio::task::spawn_blocking(move || loaded.compare(&pictures)).await;
        compared.map_err(|_| Trouble::Unreadable("the model broke off"))?
    }
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Model").field(&self.0.settings.name).finish()
    }
}

impl Loaded {
    fn compare(&self, pictures: &Pictures) -> Result<Word, Trouble> {
        let portrait = self.seen(&pictures.portrait)?;
        let mut least = f32::INFINITY;
        let others = pictures.reference.iter().collect::<Vec<_>>();
        let others = if others.is_empty() {
            pictures.gestures.iter().map(|(_, picture)| picture).collect()
        } else {
            others
        };
        for other in others {
            least = least.min(cosine(&portrait, &self.seen(other)?));
        }
        if !least.is_finite() {
            return Err(Trouble::Unreadable("there is nothing to hold the portrait against"));
        }
        let ModelSettings { name, same, different, .. } = &self.settings;
        let verdict = match least {
            alike if alike >= *same => FaceVerdict::Same,
            alike if alike < *different => FaceVerdict::Different,
            _ => FaceVerdict::Unclear,
        };
        Ok(Word {
            verdict,
            score: Some(f64::from(least.clamp(0.0, 1.0))),
            provider: name.clone(),
            // It looks at likeness alone, whatever is held before the camera.
            attack_detection: None,
            against: Some(pictures.against().word().to_owned()),
        })
    }

    fn seen(&self, picture: &[u8]) -> Result<Vec<f32>, Trouble> {
        let unreadable = |_| Trouble::Unreadable("a picture that cannot be unpacked");
        let rgb = filling(picture, self.width, self.height).map_err(unreadable)?;
        self.vector(&rgb).map_err(|_| Trouble::Unreadable("the model makes no vector of a picture"))
    }

    /// What the model makes of a picture; or why it makes nothing of it.
    fn vector(&self, rgb: &[u8]) -> Result<Vec<f32>, String> {
        let ModelSettings { mean, deviation, blue_first, .. } = &self.settings;
        let order = if *blue_first { [2, 1, 0] } else { [0, 1, 2] };
        // One colour after the other, as models have it.
        let colour = |channel: usize| rgb.iter().skip(channel).step_by(3);
        let input: Vec<f32> = order
            .into_iter()
            .flat_map(|channel| colour(channel).map(|value| (f32::from(*value) - mean) / deviation))
            .collect();
        let input = Value::from_shape([1, 3, self.height, self.width], input).map_err(|e| e.to_string())?;
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)));
        let run = AssertUnwindSafe(|| self.model.run_one(input.into(), Some(options)));
        let output = std::panic::catch_unwind(run).map_err(|_| "it broke off".to_owned())?;
        let output = output.map_err(|error| error.to_string())?;
        let (_, vector) = output.into_shape_vec::<f32, 2>().map_err(|error| error.to_string())?;
        let whole = !vector.is_empty() && vector.iter().all(|value| value.is_finite());
        whole.then_some(vector).ok_or_else(|| "no numbers".to_owned())
    }
}

fn check(settings: &ModelSettings) -> Result<(), BadModel> {
    let ModelSettings { name, mean, deviation, same, different, .. } = settings;
    if name.trim().is_empty() || name.chars().count() > crate::LONGEST_TEXT {
        return Err(BadModel::Settings("a model has a name of at most 100 characters"));
    }
    if !mean.is_finite() || !deviation.is_finite() || *deviation <= 0.0 {
        return Err(BadModel::Settings("the mean is a number and the deviation one above nought"));
    }
    // No order holds for what is no number, which is then refused, too.
    if !(*different > 0.0 && different <= same && *same < 1.0) {
        return Err(BadModel::Settings("from 0 to 1: `different` is not above `same`"));
    }
    Ok(())
}

/// Width and height of the picture that it takes.
fn size(model: &rten::Model) -> Option<(usize, usize)> {
    if model.input_ids().len() != 1 || model.output_ids().len() != 1 {
        return None;
    }
    let shape = model.input_shape(0)?;
    let [batch, Dimension::Fixed(3), Dimension::Fixed(height), Dimension::Fixed(width)] = shape.as_slice()
    else {
        return None;
    };
    let one = !matches!(batch, Dimension::Fixed(many) if *many != 1);
    let fits = |side: &usize| (1..=LONGEST_SIDE).contains(side);
    (one && fits(height) && fits(width)).then_some((*width, *height))
}

/// How alike the directions of two vectors are: 1 for the same, less for others.
fn cosine(one: &[f32], other: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    let lengths = (dot(one, one) * dot(other, other)).sqrt();
    if lengths > 0.0 { dot(one, other) / lengths } else { 0.0 }
}
