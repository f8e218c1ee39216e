//! Models that an operator brings.

use onedoor_faces::{BadModel, Comparer, Model, ModelSettings, Pictures, Trouble};
use onedoor_proofing::face::{FaceVerdict, Gesture, Word};

use crate::onnx::{echo, first_colour, grey, means};

const SKIN: [u8; 3] = [224, 172, 140];
const LIGHTER: [u8; 3] = [235, 170, 135];
const LEAF: [u8; 3] = [60, 140, 70];

fn settings() -> ModelSettings {
    ModelSettings {
        name: "Means 1".to_owned(),
        mean: 127.5,
        deviation: 127.5,
        blue_first: false,
        same: 0.9,
        different: 0.4,
    }
}

/// A picture of one colour.
fn picture(colour: [u8; 3], (width, height): (u16, u16)) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let pixels = colour.repeat(usize::from(width) * usize::from(height));
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 90);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).expect("a picture");
    jpeg
}

fn pictures(reference: Option<[u8; 3]>, gesture: [u8; 3]) -> Pictures {
    Pictures {
        portrait: picture(SKIN, (480, 640)),
        reference: reference.map(|colour| picture(colour, (240, 320))),
        gestures: vec![
            (Gesture::Smile, picture(SKIN, (640, 480))),
            (Gesture::TurnLeft, picture(gesture, (480, 640))),
        ],
    }
}

async fn told(pictures: &Pictures) -> Word {
    let model = Model::load(means(16), settings()).expect("a model");
    Comparer::Model(model).compare(pictures).await.expect("a word")
}

#[tokio::test]
async fn a_model_tells_faces_apart_and_says_what_it_looked_at() {
    let word = told(&pictures(Some(LIGHTER), SKIN)).await;
    assert_eq!((word.verdict, word.against.as_deref()), (FaceVerdict::Same, Some("register")));
    assert_eq!((word.provider.as_str(), word.attack_detection), ("Means 1", None), "nothing is made up");
    assert!(word.score.is_some_and(|score| score > 0.9));
    let word = told(&pictures(Some(LEAF), SKIN)).await;
    assert_eq!((word.verdict, word.score), (FaceVerdict::Different, Some(0.0)));
    // Without a register's picture: whether all pictures are of one face.
    let word = told(&pictures(None, SKIN)).await;
    assert_eq!((word.verdict, word.against.as_deref()), (FaceVerdict::Same, Some("gestures")));
    assert_eq!(
        told(&pictures(None, LEAF)).await.verdict,
        FaceVerdict::Different,
        "one of them is of somebody else"
    );
}

#[tokio::test]
async fn between_the_two_limits_it_cannot_be_said() {
    let settings = ModelSettings { same: 0.999_999, ..settings() };
    let model = Model::load(means(16), settings).expect("a model");
    let word = model.compare(&pictures(Some(LIGHTER), SKIN)).await.expect("a word");
    assert_eq!(word.verdict, FaceVerdict::Unclear);
}

#[tokio::test]
async fn the_colours_go_in_in_the_order_that_the_settings_say() {
    // As red as the portrait, and not as blue.
    let all = pictures(Some([200, 30, 40]), SKIN);
    for (blue_first, verdict) in [(false, FaceVerdict::Same), (true, FaceVerdict::Different)] {
        let model = Model::load(first_colour(), ModelSettings { blue_first, ..settings() }).expect("a model");
        assert_eq!(model.compare(&all).await.expect("a word").verdict, verdict, "blue first: {blue_first}");
    }
}

#[tokio::test]
async fn a_picture_that_is_none_is_no_answer() {
    let model = Model::load(means(8), settings()).expect("a model");
    let broken = Pictures { reference: Some(b"no picture".to_vec()), ..pictures(None, SKIN) };
    assert!(matches!(model.compare(&broken).await, Err(Trouble::Unreadable(_))));
    let alone = Pictures { gestures: Vec::new(), ..pictures(None, SKIN) };
    assert!(matches!(model.compare(&alone).await, Err(Trouble::Unreadable(_))), "nothing to hold it against");
    assert!(model.compare(&pictures(None, SKIN)).await.is_ok(), "and the next one is compared");
}

#[test]
fn a_model_that_is_no_use_is_told_before_anybody_applies() {
    let load = |onnx: Vec<u8>| Model::load(onnx, settings()).expect_err("it was taken");
    assert!(matches!(load(Vec::new()), BadModel::Unreadable(_) | BadModel::Input));
    assert!(matches!(load(b"<html>".to_vec()), BadModel::Unreadable(_) | BadModel::Input));
    assert!(matches!(load(grey()), BadModel::Input));
    assert!(matches!(load(means(4096)), BadModel::Input), "larger than pictures are kept");
    assert!(matches!(load(echo()), BadModel::Output(_)));
    let whole = first_colour();
    for end in 0..whole.len() {
        // What is cut off at its very end may still be one; none ends the process.
        let cut = Model::load(whole[..end].to_vec(), settings());
        assert!(cut.is_err() || end > whole.len() / 2, "{end} bytes of it");
    }
}

#[test]
fn limits_that_contradict_each_other_are_refused() {
    let spoilt: [fn(&mut ModelSettings); 7] = [
        |settings| settings.name = " ".to_owned(),
        |settings| settings.deviation = 0.0,
        |settings| settings.mean = f32::NAN,
        |settings| settings.different = 0.95,
        |settings| settings.same = 1.0,
        |settings| settings.same = f32::NAN,
        |settings| settings.different = -0.1,
    ];
    for (n, spoil) in spoilt.iter().enumerate() {
        let mut settings = settings();
        spoil(&mut settings);
        assert!(matches!(Model::load(means(8), settings), Err(BadModel::Settings(_))), "{n}");
    }
}

/// The file is for tests elsewhere, which need not write one. `ONEDOOR_WRITE=1` writes it anew.
#[test]
fn the_model_in_the_file_is_the_one_written_here() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/means.onnx");
    if std::env::var_os("ONEDOOR_WRITE").is_some() {
        std::fs::write(file, means(16)).expect("it can be written");
    }
    assert_eq!(std::fs::read(file).expect("it is there"), means(16));
}
