//! The process itself: its addresses, its certificate, its end, what it says of itself.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::contract::academie::{ACADEMIE, ROOT};
use sync_protocol::DeviceKeys;

struct Serving {
    process: Child,
    log: std::sync::mpsc::Receiver<String>,
}

fn store(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_indicator-store"));
    command.args(arguments);
    command
}

impl Serving {
    fn start(arguments: &[&str]) -> Self {
        let mut process = store(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let (says, log) = std::sync::mpsc::channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| says.send(line)));
        Self { process, log }
    }

    /// The next line of the log that holds `word`.
    fn line(&self, word: &str) -> String {
        let patience = Duration::from_secs(60);
        loop {
            let line = self
                .log
                .recv_timeout(patience)
                .unwrap_or_else(|_| panic!("no line says {word}"));
            if line.contains(word) {
                return line;
            }
        }
    }

    fn address(&self, whom: &str) -> String {
        let line = self.line(whom);
        line.split("address=").nth(1).unwrap().trim().to_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn certificate(folder: &Path, name: &str) -> ureq::tls::Certificate<'static> {
    let made = rcgen::generate_simple_self_signed(vec![name.to_owned(), "127.0.0.1".to_owned()]).unwrap();
    fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
    ureq::tls::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap()
}

fn agent(trusted: ureq::tls::Certificate<'static>) -> ureq::Agent {
    let tls = ureq::tls::TlsConfig::builder().root_certs(ureq::tls::RootCerts::new_with_certs(&[trusted]));
    let config = ureq::Agent::config_builder().tls_config(tls.build()).proxy(None);
    config.http_status_as_error(false).build().new_agent()
}

/// The operator opens the académie in the store at `data`, by the root's key in a file of `folder`.
fn found(folder: &Path, data: &str) {
    let root = folder.join("root.txt");
    let key = DeviceKeys::from_seed(&[ROOT; 32]).public();
    fs::write(&root, format!("{key}\n")).unwrap();
    let words = ["academie", "create", ACADEMIE, "--root-public-key"];
    let opened = store(&["--data", data]).args(words).arg(&root).output().unwrap();
    assert!(
        opened.status.success(),
        "{}",
        String::from_utf8_lossy(&opened.stderr)
    );
}

#[test]
fn an_operator_opens_serves_watches_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("store");
    let data = data.to_str().unwrap();
    found(folder.path(), data);
    let arguments = [
        "serve",
        "--data",
        data,
        "--listen",
        "127.0.0.1:0",
        "--operator",
        "127.0.0.1:0",
    ];
    let mut serving = Serving::start(&arguments);
    let (operator, notebooks) = (serving.address("operator"), serving.address("notebooks"));
    let ready = ureq::get(format!("http://{operator}/ready")).call().unwrap();
    assert_eq!(ready.status(), 204);
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .new_agent();
    let hello = agent
        .get(format!("http://{notebooks}/v1/hello"))
        .header("authorization", "Bearer secret.token")
        .call()
        .unwrap();
    assert_eq!(hello.status(), 401);
    let mut metrics = ureq::get(format!("http://{operator}/metrics")).call().unwrap();
    let metrics = metrics.body_mut().read_to_string().unwrap();
    assert!(
        metrics.contains("indicator_store_requests_total{route=\"/v1/hello\",status=\"401\"} 1"),
        "{metrics}"
    );
    assert_eq!(
        agent
            .get(format!("http://{notebooks}/metrics"))
            .call()
            .unwrap()
            .status(),
        404
    );
    // A second process is refused; the log says no token.
    let second = store(&["serve", "--data", data]).output().unwrap();
    assert!(
        !second.status.success() && String::from_utf8_lossy(&second.stderr).contains("un autre processus")
    );
    let line = serving.line("/v1/hello");
    assert!(line.contains("status=401") && !line.contains("secret"), "{line}");
    Command::new("kill")
        .arg(serving.process.id().to_string())
        .status()
        .unwrap();
    assert!(serving.process.wait().unwrap().success());
    let checked = store(&["check", "--data", data]).output().unwrap();
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
}

#[test]
fn a_certificate_that_was_renewed_is_shown_without_a_stop() {
    let folder = tempfile::tempdir().unwrap();
    let first = agent(certificate(folder.path(), "localhost"));
    let (data, cert, key) = (
        folder.path().join("store"),
        folder.path().join("cert.pem"),
        folder.path().join("key.pem"),
    );
    let paths = [data, cert, key].map(|path| path.to_str().unwrap().to_owned());
    let arguments = [
        "serve",
        "--data",
        &paths[0],
        "--listen",
        "127.0.0.1:0",
        "--certificate",
        &paths[1],
        "--private-key",
        &paths[2],
        // Others than this machine may watch it.
        "--operator",
        "0.0.0.0:0",
    ];
    let serving = Serving::start(&arguments);
    let watched = serving.address("operator").replace("0.0.0.0", "127.0.0.1");
    let metrics = format!("https://{watched}/metrics");
    assert_eq!(first.get(&metrics).call().unwrap().status(), 200);
    let url = format!("https://{}/live", serving.address("notebooks"));
    assert_eq!(first.get(&url).call().unwrap().status(), 204);
    let stranger = ureq::Agent::config_builder().proxy(None).build().new_agent();
    assert!(
        stranger.get(&url).call().is_err(),
        "an authority that nobody named is not believed"
    );
    let second = agent(certificate(folder.path(), "localhost"));
    serving.line("read again");
    assert_eq!(second.get(&url).call().unwrap().status(), 204);
    assert_eq!(second.get(&metrics).call().unwrap().status(), 200);
    let former = agent(ureq::tls::Certificate::from_der(&[0x30, 0]).to_owned());
    assert!(former.get(&url).call().is_err());
}

#[test]
fn what_was_begun_when_the_system_asks_to_stop_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("store").display().to_string();
    found(folder.path(), &data);
    let mut serving = Serving::start(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    let address = serving.address("notebooks");
    let mut begun = TcpStream::connect(&address).unwrap();
    let head = format!(
        "POST /v1/academies/{ACADEMIE}/enrolments HTTP/1.1\r\nhost: {address}\r\ncarnet-protocol: 1\r\n\
         content-length: 2\r\nexpect: 100-continue\r\n\r\n"
    );
    begun.write_all(head.as_bytes()).unwrap();
    // It asks for the body: the request was begun.
    let mut asked = [0; 25];
    begun.read_exact(&mut asked).unwrap();
    assert!(asked.starts_with(b"HTTP/1.1 100 "), "{asked:?}");
    let process = serving.process.id().to_string();
    assert!(Command::new("kill").arg(process).status().unwrap().success());
    serving.line("stopping");
    // Nothing new is taken.
    let began = Instant::now();
    while TcpStream::connect(&address).is_ok() {
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "it still takes what comes"
        );
    }
    begun.write_all(b"{}").unwrap();
    let mut answer = String::new();
    begun.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 422 "), "{answer}");
    assert!(serving.process.wait().unwrap().success());
}

#[test]
fn in_clear_a_store_answers_this_machine_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("store");
    for address in ["--listen", "--operator"] {
        let refused = store(&["serve", address, "0.0.0.0:0", "--data", data.to_str().unwrap()])
            .output()
            .unwrap();
        assert!(!refused.status.success());
        let said = String::from_utf8_lossy(&refused.stderr);
        assert!(said.contains("--behind-proxy"), "{address}: {said}");
    }
    let nowhere = store(&["serve"]).output().unwrap();
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("--data"));
}
