#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    onedoor_fuzz::face_answer(bytes);
});
