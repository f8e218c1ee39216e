//! The mail server: takes letters by SMTP (RFC 5321) as a real one does, and puts them into the inbox. On this machine
//! only, so it speaks in the clear.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use onedoor_site::HasSite;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::{Sandbox, letter};

/// RFC 5321 section 4.5.3.1.6: a line of text.
const LONGEST_LINE: usize = 1000;
/// More than any site here writes.
const LARGEST: usize = 256 * 1024;
const PATIENCE: Duration = Duration::from_mins(1);
const AT_ONCE: usize = 32;

/// A mail server that has its address and takes nothing yet.
#[derive(Debug)]
pub struct Post(TcpListener, SocketAddr);

impl Post {
    /// On any free port of this machine.
    pub async fn bind() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        Ok(Self(listener, address))
    }

    /// Where it is.
    pub const fn address(&self) -> SocketAddr {
        self.1
    }

    /// Takes letters until it is dropped.
    pub async fn serve(self, sandbox: Sandbox) {
        let places = Arc::new(Semaphore::new(AT_ONCE));
        loop {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            let Ok((stream, _)) = self.0.accept().await else { continue };
            let sandbox = sandbox.clone();
            tokio::spawn(async move {
                // Whoever breaks off has sent nothing.
                drop(tokio::time::timeout(PATIENCE, Talk::new(stream, sandbox).run()).await);
                drop(place);
            });
        }
    }
}

/// One connection.
struct Talk {
    stream: BufReader<TcpStream>,
    sandbox: Sandbox,
    from: Option<String>,
    to: Vec<String>,
}

impl Talk {
    fn new(stream: TcpStream, sandbox: Sandbox) -> Self {
        Self { stream: BufReader::new(stream), sandbox, from: None, to: Vec::new() }
    }

    async fn run(mut self) -> io::Result<()> {
        self.say("220 outside.localhost ESMTP").await?;
        while let Some(line) = self.line().await? {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            let verb = text.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" => {
                    self.say("250-outside.localhost\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 262144")
                        .await?;
                }
                "HELO" | "NOOP" => self.say("250 OK").await?,
                "RSET" => {
                    self.forget();
                    self.say("250 OK").await?;
                }
                "MAIL" => {
                    self.forget();
                    self.from = path(&text);
                    self.say(if self.from.is_some() { "250 OK" } else { "501 no path" }).await?;
                }
                "RCPT" => self.recipient(path(&text)).await?,
                "DATA" => self.data().await?,
                "QUIT" => return self.say("221 bye").await,
                _ => self.say("500 not known here").await?,
            }
        }
        Ok(())
    }

    async fn recipient(&mut self, path: Option<String>) -> io::Result<()> {
        match path.filter(|address| address.contains('@')) {
            _ if self.from.is_none() => self.say("503 MAIL first").await,
            _ if self.to.len() >= 10 => self.say("452 too many").await,
            Some(address) => {
                self.to.push(address);
                self.say("250 OK").await
            }
            None => self.say("501 no mailbox").await,
        }
    }

    async fn data(&mut self) -> io::Result<()> {
        if self.to.is_empty() {
            return self.say("503 RCPT first").await;
        }
        self.say("354 go on").await?;
        let mut whole = Vec::new();
        while let Some(line) = self.line().await? {
            if line == b".\r\n" {
                let answer = if whole.len() > LARGEST { "552 too large" } else { self.take(&whole) };
                self.forget();
                return self.say(answer).await;
            }
            // RFC 5321 section 4.5.2: a dot at the beginning was doubled.
            let line = line.strip_prefix(b".").unwrap_or(&line);
            if whole.len() <= LARGEST {
                whole.extend_from_slice(line);
            }
        }
        Ok(())
    }

    fn take(&self, whole: &[u8]) -> &'static str {
        let Some(read) = letter::read(whole) else { return "554 not a letter that can be read" };
        let now = self.sandbox.site().now();
        for to in &self.to {
            self.sandbox.inbox().take_letter(to.clone(), &read, now);
        }
        "250 taken"
    }

    fn forget(&mut self) {
        self.from = None;
        self.to.clear();
    }

    async fn say(&mut self, answer: &str) -> io::Result<()> {
        self.stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await
    }

    /// The next line with its end; nothing if the other side has gone.
    async fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let most = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX);
        (&mut self.stream).take(most).read_until(b'\n', &mut line).await?;
        if line.is_empty() {
            return Ok(None);
        }
        if line.ends_with(b"\n") { Ok(Some(line)) } else { Err(io::ErrorKind::InvalidData.into()) }
    }
}

/// What stands between the angle brackets.
fn path(line: &str) -> Option<String> {
    let (_, rest) = line.split_once('<')?;
    let (path, _) = rest.split_once('>')?;
    (path.len() <= 254).then(|| path.to_owned())
}
