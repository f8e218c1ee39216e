//! How many Argon2id hashes a second this machine makes, with memory asked for each time and with
//! kept memory, on one thread and on two: `cargo run --release -p onedoor-password --example rate`.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use onedoor_password::{SALT_BYTES, Workspace, hash};

const SPAN: Duration = Duration::from_secs(4);

fn main() {
    for threads in [1, 2] {
        for kept in [false, true] {
            let name = if kept { "kept" } else { "asked for each time" };
            println!("{threads} thread(s), memory {name}: {:.1}/s", rate(threads, kept));
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn rate(threads: u32, kept: bool) -> f64 {
    let done = AtomicU32::new(0);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut workspace = Workspace::new();
                while start.elapsed() < SPAN {
                    hash(b"correct horse battery staple", [7; SALT_BYTES], &mut workspace)
                        .expect("a short password");
                    if !kept {
                        workspace.release();
                    }
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    f64::from(done.load(Ordering::Relaxed)) / start.elapsed().as_secs_f64()
}
