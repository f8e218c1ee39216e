//! Applications for level 1: where they stand, what was brought, and who did what.

mod acts;
mod answers;
mod applications;
mod cards;
mod desk;
mod devices;
mod faces;
mod frames;
mod sealed;
mod unlocks;

pub use acts::{Act, Doing, Stepped, acts, step};
pub use answers::{RegisterAnswer, answers, keep_verdict, last_answer};
pub use applications::{
    Application, NewApplication, Queue, Waiting, application, applications_of, in_review_with, is_given,
    late_count, open, queue, with_number,
};
pub use cards::{CardLook, drop_card_look, due_card_looks, forget_card, look_again, put_card_look};
pub use desk::{
    Proposed, declare_no_kin, drop_proposed, has_declared, missed, propose_approval, proposed_approval,
    second_count, waiting,
};
pub use devices::{
    AppDevice, app_device, bind_device, loose_device, owner_of_device, passcode_right, passcode_wrong,
};
pub use faces::{
    FaceWordRow, challenge, drop_face_word, face_word, keep_face_word, open_face_word, put_challenge,
};
pub use frames::{Frame, FrameRow, drop_frames, frames, keep_frame, open_frame, sweep_frames};
pub use sealed::{Sealed, keep_claimed, keep_printed, keep_record};
pub use unlocks::{
    UnlockRequest, UnlockState, ask_unlock, settle_unlock, unlock_queue, unlock_request, unlocks_waiting,
};

pub(crate) const STATEMENTS: &[&[&crate::Statement]] = &[
    acts::STATEMENTS,
    answers::STATEMENTS,
    applications::STATEMENTS,
    cards::STATEMENTS,
    desk::STATEMENTS,
    devices::STATEMENTS,
    faces::STATEMENTS,
    frames::STATEMENTS,
    sealed::STATEMENTS,
    unlocks::STATEMENTS,
];
