//! Every way in which connectors fail: brought about, and told as an incident in the reader's language.

use crate::suite::connectors::allowing_here;
use crate::{on_sqlite, service, start};
use engine::{Event, Problem, Said};
use expr::Context;
use lang::Lang;
use runtime::connectors::{HttpPolicy, built_in};
use runtime::{COMMON_FAILURES, Call, Connector, Failure, Runtime};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A server for every case: what it does with each connection, on a thread of its own.
fn server(answer: impl Fn(&mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            answer(&mut stream);
        }
    });
    format!("127.0.0.1:{}", address.port())
}

/// A server that reads a request and says this.
fn saying(answer: impl Into<String>) -> String {
    let answer = answer.into();
    server(move |stream| {
        let _ = stream.read(&mut [0; 8192]);
        let _ = stream.write_all(answer.as_bytes());
    })
}

fn ok(headers: &str, body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}", body.len())
}

/// A server with a certificate that nobody trusts.
fn untrusted() -> String {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let pem = include_bytes!("../support/untrusted.pem");
    let certificate = CertificateDer::from_pem_slice(pem).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(pem).expect("a key");
    let config = rustls::ServerConfig::builder().with_no_client_auth();
    let config = Arc::new(config.with_single_cert(vec![certificate], key).expect("fits"));
    server(move |stream| {
        let mut tls = rustls::ServerConnection::new(config.clone()).expect("a connection");
        let _ = rustls::Stream::new(&mut tls, stream).read(&mut [0; 8192]);
    })
}

/// Inputs that no schema tells of, a result that is no JSON.
#[derive(Debug)]
struct Odd;

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct OddInput {
    small: u8,
}

impl Connector for Odd {
    type Input = OddInput;
    type Output = std::collections::BTreeMap<(u8, u8), u8>;
    const KIND: &'static str = "odd";

    async fn run(&self, _call: Call, input: OddInput) -> Result<Self::Output, Failure> {
        Ok(std::iter::once(((input.small, 0), 0)).collect())
    }
}

/// The problem of a step of this kind with these inputs that is tried once; none if it does its work.
async fn problem_of(node: &Runtime, kind: &str, inputs: &Value) -> Option<Problem> {
    let escaped =
        |value: &Value| value.to_string().replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let inputs = inputs.as_object().expect("names and values").iter();
    let mappings: String = inputs
        .map(|(name, value)| format!(r#"<zeebe:input source="={}" target="{name}"/>"#, escaped(value)))
        .collect();
    let extension = format!(
        r#"<zeebe:taskDefinition type="{kind}" retries="1"/><zeebe:ioMapping>{mappings}</zeebe:ioMapping>"#
    );
    node.deploy(&service("failing", &extension)).await.expect("is deployed");
    let case = start(node, "failing", Context::new()).await;
    node.rest().await;
    let view = node.case(&case).await.expect("a case");
    let problem = view.state.incidents.values().next().map(|incident| incident.problem.clone());
    assert_eq!(problem.is_none(), view.row.state == "completed", "{kind} {}", view.row.state);
    problem
}

/// What went wrong, inside the incident.
fn inner(problem: &Problem) -> &Problem {
    assert_eq!(&*problem.code, "incident.job-failed");
    &problem.nested.iter().find(|(name, _)| &**name == "message").expect("a reason").1
}

/// Two English words after one another, outside of quotes.
fn english(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '「' | '“' => depth += 1,
            '」' | '”' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    let words: Vec<&str> = plain.split(' ').collect();
    words.windows(2).find(|two| two.iter().all(is_word)).map(|two| two.join(" "))
}

/// Texts for which no case is needed: a secure server that is trusted would be; the unit test of redirects is there.
const ELSEWHERE: [&str; 1] = ["http.redirect-insecure"];

/// What a server that stays silent or dawdles may take.
const PATIENCE: Duration = Duration::from_millis(700);

fn http() -> Vec<(&'static str, Value)> {
    let get = |host: String| json!({"url": format!("http://{host}/")});
    let gone = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").to_string()
    };
    let here = saying(ok("", "never seen"));
    let round = "HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let inside = "HTTP/1.1 307 Moved\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let many: String = (0..200).map(|n| format!("x-{n}: 1\r\n")).collect();
    let large: String = (0..80).map(|n| format!("x-{n}: {}\r\n", "a".repeat(1_000))).collect();
    let endless = server(|stream| {
        let _ = stream.read(&mut [0; 8192]);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nx: ");
        while stream.write_all(&[b'a'; 8192]).is_ok() {}
    });
    let chunks = server(|stream| {
        let _ = stream.read(&mut [0; 8192]);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
        while stream.write_all(chunk.as_bytes()).is_ok() {}
    });
    let slow = server(|stream| {
        let _ = stream.read(&mut [0; 8192]);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
        while stream.write_all(b"a").is_ok() {
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let silent = server(|stream| {
        let _ = stream.read(&mut [0; 8192]);
        std::thread::sleep(PATIENCE * 2);
    });
    let (bomb, broken) =
        (ok("content-encoding: gzip\r\n", "\u{1f}"), "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{");
    vec![
        ("http.url-unreadable", json!({"url": "/orders"})),
        ("http.url-too-long", json!({"url": format!("https://a.example/{}", "a".repeat(9_000))})),
        ("http.scheme", json!({"url": "file:///etc/passwd"})),
        ("http.userinfo", json!({"url": "https://me:secret@a.example/"})),
        ("http.method", json!({"url": format!("http://{here}/"), "method": "CONNECT"})),
        ("http.header", json!({"url": format!("http://{here}/"), "headers": {"x": "a\r\nhost: b"}})),
        ("http.header", json!({"url": format!("http://{here}/"), "headers": {"x\r\ny": "a"}})),
        ("http.header-reserved", json!({"url": format!("http://{here}/"), "headers": {"Host": "b"}})),
        (
            "http.header-reserved",
            json!({"url": format!("http://{here}/"), "headers": {"Transfer-Encoding": "x"}}),
        ),
        (
            "http.header-reserved",
            json!({"url": format!("http://{here}/"), "headers": {"Proxy-Authorization": "x"}}),
        ),
        (
            "http.headers-too-large",
            json!({"url": format!("http://{here}/"), "headers": {"x": "a".repeat(70_000)}}),
        ),
        ("http.host-refused", json!({"url": "http://127.0.0.2/"})),
        ("http.host-refused", json!({"url": "http://0.0.0.0/"})),
        ("http.host-refused", get(saying(inside))),
        ("http.no-such-host", json!({"url": "http://nobody.invalid/"})),
        ("http.no-connection", get(gone)),
        ("http.certificate", json!({"url": format!("https://{}/", untrusted())})),
        ("http.tls", json!({"url": format!("https://{here}/")})),
        ("http.broken", get(saying(""))),
        ("http.broken", get(saying("It is sunny here.\r\n\r\n"))),
        ("http.broken", get(saying(broken))),
        ("http.broken", get(saying(ok(&many, "")))),
        ("http.broken", get(endless)),
        ("http.answer-headers-too-large", get(saying(ok(&large, "")))),
        ("http.status", get(saying("HTTP/1.1 503 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"))),
        ("http.status", get(saying("HTTP/1.1 429 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"))),
        ("http.answer-too-large", get(chunks)),
        ("http.compressed", get(saying(bomb))),
        ("http.not-json", get(saying(ok("content-type: application/json\r\n", "{\"a\": }")))),
        ("http.too-many-redirects", get(saying(round))),
        ("connector.timed-out", get(silent)),
        ("connector.timed-out", get(slow)),
    ]
}

fn others() -> Vec<(&'static str, &'static str, Value)> {
    vec![
        ("connector.input-missing", "http.request", json!({"method": "GET"})),
        ("connector.input-missing", "http.request", json!({"url": null})),
        ("connector.input-missing", "variables.set", json!({})),
        ("connector.input-type", "http.request", json!({"url": 5})),
        ("connector.input-type", "http.request", json!({"url": "x", "headers": {"a": [1]}})),
        ("connector.input-type", "log", json!({"message": {"a": 1}})),
        ("connector.input-type", "variables.set", json!({"values": [1]})),
        ("connector.input-type", "delay", json!({"duration": true})),
        ("connector.input-choice", "log", json!({"message": "x", "level": "loud"})),
        ("connector.input-unreadable", "odd", json!({"small": 300})),
        ("connector.output-unreadable", "odd", json!({"small": 3})),
        ("timer.not-a-duration", "delay", json!({"duration": "soon"})),
        ("delay.too-far", "delay", json!({"duration": "P9000Y"})),
    ]
}

#[test]
fn every_failure_is_an_incident_in_the_readers_language() {
    on_sqlite(|place| async move {
        let patient = HttpPolicy { timeout: PATIENCE, ..allowing_here() };
        let all = built_in(allowing_here()).unwrap().with(Odd);
        let (node, hasty) =
            (place.node("main", all).await, place.node("hasty", built_in(patient).unwrap()).await);
        let http = http().into_iter().map(|(code, inputs)| (code, "http.request", inputs));
        let mut told = BTreeSet::new();
        for (code, kind, inputs) in http.chain(others()) {
            let began = Instant::now();
            let node = if code == "connector.timed-out" { &hasty } else { &node };
            let problem =
                problem_of(node, kind, &inputs).await.unwrap_or_else(|| panic!("{code}: no incident"));
            assert_eq!(&*inner(&problem).code, code, "{}", problem.text);
            assert!(began.elapsed() < Duration::from_secs(15), "{code}: {:?}", began.elapsed());
            assert!(problem.text.len() < 2_000, "{code}: {} bytes", problem.text.len());
            for lang in Lang::ALL {
                let text = problem.render_with(lang, runtime::text);
                assert!(lang == Lang::En || text != *problem.text, "{code} in {lang}: {text}");
                assert!(!text.contains("secret"), "{text}");
            }
            for lang in [Lang::Ja, Lang::Th] {
                let text = problem.render_with(lang, runtime::text);
                assert_eq!(english(&text), None, "{code}: {text}");
            }
            told.insert(code);
        }
        let all = built_in(HttpPolicy::default()).unwrap();
        let known = all.all().flat_map(|it| it.failures()).chain(COMMON_FAILURES).map(|text| text.code);
        let missing: Vec<&str> = known.filter(|it| !told.contains(it) && !ELSEWHERE.contains(it)).collect();
        assert!(missing.is_empty(), "nothing brings about {missing:?}");
    });
}

#[test]
fn what_was_recorded_as_plain_text_is_still_read() {
    let old = r#"{"jobFailed":{"k":3,"retries":0,"message":"out of paper"}}"#;
    let event: Event = serde_json::from_str(old).unwrap();
    let Event::JobFailed { message, .. } = &event else { panic!("{event:?}") };
    assert_eq!(*message, Said::from("out of paper"));
    assert_eq!(serde_json::to_string(&event).unwrap(), old);
    let said =
        Said::from(runtime::text("http.status").unwrap().message().with("host", "a").with("status", 503));
    let again: Said = serde_json::from_str(&serde_json::to_string(&said).unwrap()).unwrap();
    assert_eq!(again, said);
}

#[test]
fn what_may_be_absent_may_be_null() {
    on_sqlite(|place| async move {
        let node = place.node("main", built_in(allowing_here()).unwrap()).await;
        let url = format!("http://{}/", saying(ok("", "")));
        let inputs = json!({"url": url, "method": null, "headers": null, "body": null});
        assert_eq!(problem_of(&node, "http.request", &inputs).await, None);
        let inputs = json!({"message": "a line", "level": null});
        assert_eq!(problem_of(&node, "log", &inputs).await, None);
    });
}

#[test]
fn every_attempt_sends_the_same_key_and_none_of_another_job() {
    on_sqlite(|place| async move {
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        let keep = seen.clone();
        let host = server(move |stream| {
            let mut buffer = [0; 8192];
            let size = stream.read(&mut buffer).unwrap_or(0);
            keep.lock().expect("a list").push(String::from_utf8_lossy(&buffer[..size]).to_lowercase());
            let _ = stream.write_all(b"HTTP/1.1 503 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        });
        let node = place.node("main", built_in(allowing_here()).unwrap()).await;
        let extension = format!(
            r#"<zeebe:taskDefinition type="http.request" retries="3"/>
<zeebe:ioMapping><zeebe:input source="http://{host}/" target="url"/></zeebe:ioMapping>"#
        );
        node.deploy(&service("twice", &extension)).await.unwrap();
        for _ in 0..2 {
            start(&node, "twice", Context::new()).await;
            node.rest().await;
            for _ in 0..2 {
                place.wait(600_000_000);
                node.tick().await.unwrap();
            }
        }
        let header = |request: &String, name: &str| {
            let line = request.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            line.map(str::to_owned).unwrap_or_else(|| panic!("no {name} in {request}"))
        };
        let seen = seen.lock().unwrap();
        assert!(seen.iter().all(|request| header(request, "accept-encoding") == "identity"));
        let keys: Vec<String> = seen.iter().map(|request| header(request, "idempotency-key")).collect();
        assert_eq!(keys.len(), 6);
        assert!(keys[..3].iter().all(|key| *key == keys[0]) && keys[3..].iter().all(|key| *key == keys[3]));
        assert_ne!(keys[0], keys[3]);
    });
}

#[test]
fn an_answer_that_is_a_refusal_is_an_answer() {
    on_sqlite(|place| async move {
        let node = place.node("main", built_in(allowing_here()).unwrap()).await;
        let refusal = "HTTP/1.1 404 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let inputs = json!({"url": format!("http://{}/", saying(refusal))});
        assert_eq!(problem_of(&node, "http.request", &inputs).await, None);
    });
}

#[test]
fn what_a_worker_says_stays_as_it_is() {
    on_sqlite(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&service("printing", r#"<zeebe:taskDefinition type="print"/>"#)).await.unwrap();
        let case = start(&node, "printing", Context::new()).await;
        let job = node.activate_jobs("print", "me", 1_000_000, 1).await.unwrap().remove(0);
        node.fail_job(&case, job.key, 0, "The printer is out of paper.", 0).await.unwrap();
        let view = node.case(&case).await.unwrap();
        let problem = &view.state.incidents.values().next().unwrap().problem;
        let text = problem.render_with(Lang::Ja, runtime::text);
        assert!(text.contains("「The printer is out of paper.」"), "{text}");
        assert_eq!(english(&text), None);
    });
}

#[test]
fn a_called_workflow_that_is_not_there_is_told_in_the_readers_language() {
    on_sqlite(|place| async move {
        let node = place.plain_node().await;
        let call = r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="call"/>
<callActivity id="call"><extensionElements><zeebe:calledElement processId="nowhere"/></extensionElements></callActivity>
<sequenceFlow id="b" sourceRef="call" targetRef="end"/><endEvent id="end"/>"#;
        node.deploy(&crate::process("caller", call)).await.unwrap();
        let case = start(&node, "caller", Context::new()).await;
        node.settle().await.unwrap();
        let view = node.case(&case).await.unwrap();
        let problem = &view.state.incidents.values().next().expect("an incident").problem;
        assert_eq!(&*problem.nested[0].1.code, "runtime.no-workflow");
        let text = problem.render_with(Lang::Ja, runtime::text);
        assert!(text.contains("ワークフロー「nowhere」はありません。"), "{text}");
    });
}
