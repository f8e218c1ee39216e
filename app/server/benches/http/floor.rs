//! The least work that can give such answers, in a process of its own: one table, one writer that
//! groups, one look-up by digest, two ES256 signatures for a pair of tokens. No validation, no
//! sessions, no audit beyond one row. What a site reaches is held against it, in the same run.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, mpsc};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use onedoor_base::{Digest, Token};
use onedoor_oidc::keys::{Algorithm, SigningKey, Typ};
use onedoor_site::SystemRandomness;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::json;
use tokio::sync::oneshot;

/// The argument that makes this program the floor.
pub(crate) const ARGUMENT: &str = "floor";

/// The floor, running; ended when dropped.
pub(crate) struct Floor {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Floor {
    pub(crate) fn start(directory: &Path) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut child = Command::new(program)
            .arg(ARGUMENT)
            .arg(directory.join("floor.db"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("the floor starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("its address");
        Self { child, address: line.trim().parse().expect("an address") }
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Floor {
    fn drop(&mut self) {
        // It was started here, and nothing of it is kept.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Answers until it is killed; prints its address first.
#[tokio::main]
pub(crate) async fn serve(file: PathBuf) {
    let state = Arc::new(Parts::new(file));
    let router = Router::new()
        .route("/.well-known/openid-configuration", get(document))
        .route("/oauth/jwks", get(document))
        .route("/oauth/token", post(token))
        .route("/oauth/userinfo", get(userinfo))
        .route("/oauth/introspect", post(introspect))
        .with_state(state);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{}", listener.local_addr().expect("its address"));
    axum::serve(listener, router).await.expect("it serves");
}

type Answer = Box<dyn FnOnce() + Send>;
type Job = Box<dyn FnOnce(&Connection) -> Answer + Send>;

struct Parts {
    key: SigningKey,
    random: SystemRandomness,
    jobs: mpsc::Sender<Job>,
    file: PathBuf,
}

thread_local! {
    static READER: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

const TABLES: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE grants (refresh BLOB PRIMARY KEY, access BLOB NOT NULL, person INTEGER, client TEXT);
    CREATE UNIQUE INDEX by_access ON grants (access);
    CREATE TABLE audit (at INTEGER, what TEXT, person INTEGER);";

impl Parts {
    fn new(file: PathBuf) -> Self {
        let connection = Connection::open(&file).expect("a file");
        connection.execute_batch(TABLES).expect("tables");
        let (jobs, waiting) = mpsc::channel::<Job>();
        std::thread::spawn(move || write(&connection, &waiting));
        let key = SigningKey::generate(Algorithm::Es256).expect("a key");
        Self { key, random: SystemRandomness::default(), jobs, file }
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> T {
        let (answer, done) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let outcome = work(connection).expect("it is written");
            Box::new(move || drop(answer.send(outcome)))
        });
        self.jobs.send(job).expect("the writer");
        done.await.expect("the writer")
    }

    fn look_up(&self, access: &str) -> Option<(i64, String)> {
        let digest = Digest::of(access);
        READER.with(|reader| {
            let mut reader = reader.borrow_mut();
            let reader = reader.get_or_insert_with(|| {
                let opened = Connection::open(&self.file).expect("the file");
                opened
                    .execute_batch("PRAGMA query_only = 1; PRAGMA mmap_size = 268435456")
                    .expect("a reader");
                opened
            });
            let mut found =
                reader.prepare_cached("SELECT person, client FROM grants WHERE access = ?1").expect("sql");
            found.query_row([&digest.0[..]], |row| Ok((row.get(0)?, row.get(1)?))).optional().expect("a row")
        })
    }

    /// Two signed tokens and a refresh token, as JSON.
    fn tokens(&self, access: &str, refresh: &Token) -> Response {
        let claims = json!({"iss": "http://floor", "sub": "1", "aud": "bench", "exp": 1, "iat": 1,
            "auth_time": 1, "nonce": "benchmark", "acr": "low", "at_hash": "0123456789abcdef", "sid": "s"});
        let id_token = self.sign(&claims);
        answer(&json!({"access_token": access, "token_type": "Bearer", "expires_in": 300,
            "refresh_token": refresh.reveal(), "id_token": id_token, "scope": "openid profile"}))
    }

    fn access(&self) -> String {
        let id = Token::random(&self.random);
        self.sign(&json!({"iss": "http://floor", "sub": "1", "aud": "api", "client_id": "bench",
            "exp": 1, "iat": 1, "jti": id.reveal(), "scope": "openid profile"}))
    }

    fn sign(&self, claims: &serde_json::Value) -> String {
        self.key.sign(Typ::Jwt, claims.to_string().as_bytes()).expect("a signature")
    }
}

/// What waits goes into one durable transaction.
fn write(connection: &Connection, waiting: &mpsc::Receiver<Job>) {
    while let Ok(first) = waiting.recv() {
        let control = |sql| {
            connection.prepare_cached(sql).and_then(|mut s| s.execute([])).expect("a transaction");
        };
        control("BEGIN IMMEDIATE");
        let answers: Vec<_> =
            std::iter::once(first).chain(waiting.try_iter().take(255)).map(|job| job(connection)).collect();
        control("COMMIT");
        for answer in answers {
            answer();
        }
    }
}

fn execute(c: &Connection, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<usize> {
    c.prepare_cached(sql)?.execute(values)
}

const RECORD: &str = "INSERT INTO audit (at, what, person) VALUES (?1, ?2, ?3)";

fn answer(value: &serde_json::Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, value.to_string()).into_response()
}

async fn document() -> Response {
    static TEXT: [u8; 1024] = [b' '; 1024];
    ([(header::CONTENT_TYPE, "application/json")], Bytes::from_static(&TEXT)).into_response()
}

async fn token(State(parts): State<Arc<Parts>>, body: Bytes) -> Response {
    let old = url::form_urlencoded::parse(&body).find(|(name, _)| name == "refresh_token");
    let old = old.map(|(_, token)| Digest::of(token.as_ref()));
    let (access, refresh) = (parts.access(), Token::random(&parts.random));
    let (new, seen) = (refresh.digest(), Digest::of(&access));
    let insert = "INSERT INTO grants (refresh, access, person, client) VALUES (?1, ?2, ?3, ?4)";
    let update = "UPDATE grants SET refresh = ?1, access = ?2 WHERE refresh = ?3";
    let changed = parts.write(move |connection| {
        let changed = match old {
            None => execute(connection, insert, params![&new.0[..], &seen.0[..], 1, "bench"])?,
            Some(old) => execute(connection, update, params![&new.0[..], &seen.0[..], &old.0[..]])?,
        };
        execute(connection, RECORD, params![1, "token", 1])?;
        Ok(changed)
    });
    assert_eq!(changed.await, 1, "a token that is known");
    parts.tokens(&access, &refresh)
}

async fn userinfo(State(parts): State<Arc<Parts>>, headers: HeaderMap) -> Response {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (person, _) =
        parts.look_up(bearer.unwrap_or_default().trim_start_matches("Bearer ")).expect("a token");
    answer(&json!({"sub": person.to_string(), "name": "Người Thử Nghiệm", "locale": "vi", "updated_at": 1}))
}

async fn introspect(State(parts): State<Arc<Parts>>, body: Bytes) -> Response {
    let token = url::form_urlencoded::parse(&body).find(|(name, _)| name == "token");
    let (person, client) = parts.look_up(&token.expect("a token").1).expect("a known token");
    answer(&json!({"active": true, "sub": person.to_string(), "client_id": client, "iat": 1, "exp": 2,
        "scope": "openid profile", "iss": "http://floor", "token_type": "Bearer"}))
}
