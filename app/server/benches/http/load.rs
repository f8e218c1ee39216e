//! A closed loop of blocking connections that keep alive: each sends its next request when the last
//! one is answered.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// An answer of the server.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header, by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find_map(|(n, value)| n.eq_ignore_ascii_case(name).then(|| value.trim()))
    }

    /// All `name=value` pairs that the answer sets as cookies.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = &str> {
        let headers = self.head.lines().filter_map(|line| line.split_once(':'));
        headers
            .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
            .map(|(_, value)| value.trim().split(';').next().unwrap_or_default())
    }

    /// A member of a JSON answer.
    pub(crate) fn json(&self, member: &str) -> Option<String> {
        let value: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
        Some(value.get(member)?.as_str()?.to_owned())
    }

    /// A parameter in the address that the answer leads to.
    pub(crate) fn leads_with(&self, parameter: &str) -> Option<String> {
        let address = url::Url::parse(self.header("location")?).ok()?;
        address.query_pairs().find(|(name, _)| name == parameter).map(|(_, value)| value.into_owned())
    }
}

/// One connection.
pub(crate) struct Connection {
    to: SocketAddr,
    host: String,
    stream: Option<TcpStream>,
    read: Vec<u8>,
}

impl Connection {
    pub(crate) fn new(to: SocketAddr, host: &str) -> Self {
        Self { to, host: host.to_owned(), stream: None, read: Vec::with_capacity(1 << 16) }
    }

    /// Sends a request and reads the answer; a connection that the server had closed is opened anew.
    pub(crate) fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> std::io::Result<Answer> {
        let mut lines = vec![format!("{method} {path} HTTP/1.1"), format!("Host: {}", self.host)];
        lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
        if method != "GET" {
            lines.push("Content-Type: application/x-www-form-urlencoded".to_owned());
            lines.push(format!("Content-Length: {}", body.len()));
        }
        let text = format!("{}\r\n\r\n{body}", lines.join("\r\n"));
        let fresh = self.stream.is_none();
        match self.exchange(text.as_bytes()) {
            Err(_) if !fresh => {
                self.stream = None;
                self.exchange(text.as_bytes())
            }
            done => done,
        }
    }

    fn exchange(&mut self, request: &[u8]) -> std::io::Result<Answer> {
        let mut stream = if let Some(stream) = self.stream.take() {
            stream
        } else {
            let stream = TcpStream::connect(self.to)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(Duration::from_secs(30)))?;
            stream
        };
        stream.write_all(request)?;
        self.read.clear();
        let head_end = loop {
            if let Some(at) = self.read.windows(4).position(|w| w == b"\r\n\r\n") {
                break at + 4;
            }
            self.more(&mut stream)?;
        };
        let head = String::from_utf8_lossy(&self.read[..head_end]).into_owned();
        let status = head.get(9..12).and_then(|s| s.parse().ok()).unwrap_or(0);
        let answer = Answer { status, head, body: Vec::new() };
        let length: usize = answer.header("content-length").and_then(|l| l.parse().ok()).unwrap_or(0);
        while self.read.len() < head_end + length {
            self.more(&mut stream)?;
        }
        let body = self.read[head_end..head_end + length].to_vec();
        self.stream = Some(stream);
        Ok(Answer { body, ..answer })
    }

    fn more(&mut self, stream: &mut TcpStream) -> std::io::Result<()> {
        let mut chunk = [0; 16 * 1024];
        match stream.read(&mut chunk)? {
            0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
            n => {
                self.read.extend_from_slice(&chunk[..n]);
                Ok(())
            }
        }
    }
}

/// What a run came to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured {
    /// Operations a second.
    pub(crate) rate: f64,
    /// Processor time of the server for one operation, in microseconds.
    pub(crate) processor: f64,
    /// Half of the operations were quicker than this.
    pub(crate) median: Duration,
    /// All but one in a hundred were quicker than this.
    pub(crate) slowest_but_one_percent: Duration,
}

/// What is done over and over, by each connection for itself.
pub(crate) trait Work: Sync {
    /// What a connection carries along.
    type State: Send;
    /// Prepares a connection; not measured.
    fn prepare(&self, connection: &mut Connection, index: usize) -> Self::State;
    /// One operation; false when there is nothing left to do.
    fn step(&self, connection: &mut Connection, state: &mut Self::State) -> bool;
}

/// Runs `work` on `connections` for at most `span`.
#[expect(clippy::disallowed_methods, reason = "measuring is what this program is for")]
pub(crate) fn run<W: Work>(
    work: &W,
    connections: Vec<Connection>,
    span: Duration,
    server: &[u32],
) -> Measured {
    let stop = AtomicBool::new(false);
    let ready = AtomicUsize::new(0);
    let many = connections.len();
    let barrier = std::sync::Barrier::new(many + 1);
    std::thread::scope(|scope| {
        let handles: Vec<_> = connections
            .into_iter()
            .enumerate()
            .map(|(index, mut connection)| {
                let (stop, ready, barrier) = (&stop, &ready, &barrier);
                scope.spawn(move || {
                    let mut state = work.prepare(&mut connection, index);
                    ready.fetch_add(1, Ordering::Relaxed);
                    barrier.wait();
                    let mut times = Vec::new();
                    loop {
                        let begun = Instant::now();
                        if stop.load(Ordering::Relaxed) || !work.step(&mut connection, &mut state) {
                            return times;
                        }
                        times.push(begun.elapsed());
                    }
                })
            })
            .collect();
        barrier.wait();
        let (begun, spent) = (Instant::now(), processor_time(server));
        while begun.elapsed() < span && !handles.iter().all(std::thread::ScopedJoinHandle::is_finished) {
            std::thread::sleep(Duration::from_millis(5));
        }
        stop.store(true, Ordering::Relaxed);
        let mut times: Vec<Duration> =
            handles.into_iter().flat_map(|h| h.join().expect("a connection of the load")).collect();
        let took = begun.elapsed().as_secs_f64();
        let spent = processor_time(server) - spent;
        summary(&mut times, took, spent)
    })
}

fn summary(times: &mut [Duration], took: f64, spent: f64) -> Measured {
    times.sort_unstable();
    let count = times.len().max(1);
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 operations")]
    let many = count as f64;
    let at = |share: usize| times.get((count * share / 100).min(count - 1)).copied().unwrap_or_default();
    Measured {
        rate: many / took,
        processor: spent / many * 1e6,
        median: at(50),
        slowest_but_one_percent: at(99),
    }
}

/// Seconds of processor time that the processes have used, all threads, in user and in system mode.
pub(crate) fn processor_time(processes: &[u32]) -> f64 {
    processes
        .iter()
        .filter_map(|process| {
            let line = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
            // Fields 14 and 15 of proc(5), counted after the name in brackets, in hundredths.
            let mut fields = line.rsplit_once(')')?.1.split_whitespace().skip(11);
            let user: f64 = fields.next()?.parse().ok()?;
            let system: f64 = fields.next()?.parse().ok()?;
            Some((user + system) / 100.0)
        })
        .sum()
}

/// Resident memory of a process in mebibytes.
pub(crate) fn memory(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    line.split_whitespace().next().and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
