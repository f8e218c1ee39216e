//! The processes that are measured, and the little around them that a site needs: a gateway for
//! messages, keys, configuration files.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Which engine the sites keep their state in.
#[derive(Debug, Clone)]
pub(crate) enum Engine {
    Sqlite,
    Postgres(String),
}

impl Engine {
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    fn table(&self, site: &str) -> String {
        match self {
            Self::Sqlite => format!("[storage.sqlite]\npath = \"{site}.db\"\n"),
            Self::Postgres(url) => {
                let schema = format!("bench_{}_{}", std::process::id(), site);
                format!("[storage.postgres]\nurl = \"{url}\"\nschema = \"{schema}\"\n")
            }
        }
    }
}

/// A running site; ended when dropped.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) origin: String,
    pub(crate) host: String,
}

impl Served {
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It was started here, and nothing of it is kept.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A free port: taken, and let go for the site to take.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address").port()
}

/// Starts an identity at `port` with one client of the house, whose answers go to `callback`.
pub(crate) fn identity(dir: &Path, engine: &Engine, port: u16, gateway: &Gateway, callback: &str) -> Served {
    let rest = format!(
        "[identity]\nlevels = \"vneid\"\n\n[[identity.clients]]\nclient_id = \"bench\"\nname = \"Bench\"\n\
         redirect_uris = [\"{callback}\"]\nfirst_party = true\nresource_server = true\n\
         secret = {{ file = \"client.secret\" }}\n"
    );
    serve(dir, engine, ("identity", "vneid"), port, gateway, &rest)
}

/// Starts a province's portal at `port` where people sign in with the identity.
pub(crate) fn portal(dir: &Path, engine: &Engine, port: u16, gateway: &Gateway, issuer: &str) -> Served {
    let rest = format!(
        "[portal]\nkind = \"one-stop\"\nprovince = \"31\"\nagency = \"000.00.00.H23\"\n\n\
         [[portal.upstreams]]\nkey = \"national\"\nissuer = \"{issuer}\"\nclient_id = \"bench\"\n\
         scope = \"openid profile\"\nsecret = {{ file = \"client.secret\" }}\n\n\
         [portal.upstreams.policy]\ncreation = \"yes\"\n"
    );
    serve(dir, engine, ("portal", "haiduong"), port, gateway, &rest)
}

/// What the client of the benchmark proves itself with.
pub(crate) const CLIENT_SECRET: &str = "a-secret-of-the-benchmark-and-of-nobody-else";

fn serve(
    dir: &Path,
    engine: &Engine,
    (site, look): (&str, &str),
    port: u16,
    gateway: &Gateway,
    rest: &str,
) -> Served {
    let program = env!("CARGO_BIN_EXE_onedoor");
    let keys = dir.join(format!("{site}.keys"));
    let made = Command::new(program).arg("keys").arg("new").arg(&keys).output().expect("keys new");
    assert!(made.status.success(), "keys new: {}", String::from_utf8_lossy(&made.stderr));
    std::fs::write(dir.join("gateway.token"), "bench").expect("token");
    std::fs::write(dir.join("client.secret"), CLIENT_SECRET).expect("secret");
    let origin = format!("http://127.0.0.1:{port}");
    let config = format!(
        "public_url = \"{origin}\"\nlook = \"{look}\"\ncountry = \"vn\"\ndefault_language = \"vi\"\n\
         key_file = \"{site}.keys\"\n\n[listen]\naddress = \"127.0.0.1:{port}\"\nbehind_proxy = true\n\n{}\n\
         [messages]\ngateway = \"http://{}/sms\"\ntoken = {{ file = \"gateway.token\" }}\n\n{rest}",
        engine.table(site),
        gateway.address
    );
    let file = dir.join(format!("{site}.toml"));
    std::fs::write(&file, config).expect("configuration");
    let log = std::fs::File::create(dir.join(format!("{site}.log"))).expect("log");
    let child = Command::new(program)
        .args(["serve", "--config"])
        .arg(&file)
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("serve");
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut served = Served { child, address, origin, host: format!("127.0.0.1:{port}") };
    for _ in 0..400 {
        if TcpStream::connect(address).is_ok() {
            return served;
        }
        if let Ok(Some(status)) = served.child.try_wait() {
            let log = std::fs::read_to_string(dir.join(format!("{site}.log"))).unwrap_or_default();
            panic!("the {site} ended with {status}:\n{log}");
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("the {site} does not listen");
}

/// A directory that is removed when dropped.
pub(crate) struct Directory(pub(crate) PathBuf);

impl Directory {
    pub(crate) fn new() -> Self {
        let path = std::env::temp_dir().join(format!("onedoor-bench-{}-{}", std::process::id(), free_port()));
        std::fs::create_dir_all(&path).expect("a directory");
        Self(path)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A gateway that keeps the last message to each number.
pub(crate) struct Gateway {
    pub(crate) address: SocketAddr,
    messages: Arc<(Mutex<HashMap<String, String>>, Condvar)>,
}

impl Gateway {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let messages: Arc<(Mutex<HashMap<String, String>>, Condvar)> = Arc::default();
        let kept = Arc::clone(&messages);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || take(&stream, &kept));
            }
        });
        Self { address, messages }
    }

    /// The six digits that were sent to `number`, which is in international form.
    pub(crate) fn code(&self, number: &str) -> String {
        let (messages, arrived) = &*self.messages;
        let kept = messages.lock().expect("messages");
        let (kept, waited) = arrived
            .wait_timeout_while(kept, Duration::from_secs(20), |kept| !kept.contains_key(number))
            .expect("messages");
        assert!(!waited.timed_out(), "no message to {number}");
        let text = &kept[number];
        text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).expect("a code").to_owned()
    }
}

fn take(stream: &TcpStream, kept: &(Mutex<HashMap<String, String>>, Condvar)) {
    let mut reader = BufReader::new(stream);
    loop {
        let mut length = 0;
        let mut line = String::new();
        loop {
            line.clear();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or(0);
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        if reader.read_exact(&mut body).is_err() {
            return;
        }
        let message: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
        let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
        kept.0.lock().expect("messages").insert(text("to"), text("text"));
        kept.1.notify_all();
        let answer = "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"id\":\"1\"}";
        if reader.get_mut().write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}
