//! A server that a test writes in one line: one request per connection, one answer, and a record of every head.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// What a server keeps of a connection.
pub(crate) type Serving = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Listens on loopback for as long as the test's runtime lives.
pub(crate) async fn listen(serve: impl Fn(TcpStream) -> Serving + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    address
}

/// Texts that several connections write and a test reads.
#[derive(Clone, Default)]
pub(crate) struct Record(Arc<Mutex<Vec<String>>>);

impl Record {
    pub(crate) fn add(&self, text: impl Into<String>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(text.into());
    }

    pub(crate) fn all(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A server that gives every request the same answer.
pub(crate) struct Fixed {
    pub(crate) url: String,
    /// Heads of the requests that came.
    pub(crate) heads: Record,
}

impl Fixed {
    /// `answer` is everything after `HTTP/1.1 `, to the end of the head; the body is empty.
    pub(crate) async fn start(answer: impl Into<String>) -> Self {
        let heads = Record::default();
        let (kept, answer) = (heads.clone(), Arc::new(answer.into()));
        let address = listen(move |mut stream| {
            let (kept, answer) = (kept.clone(), Arc::clone(&answer));
            Box::pin(async move {
                if let Some(request) = Request::read(&mut stream).await {
                    kept.add(request.head);
                    let answer = format!(
                        "HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    );
                    let _ = stream.write_all(answer.as_bytes()).await;
                }
            })
        })
        .await;
        Self {
            url: format!("http://{address}"),
            heads,
        }
    }
}

/// A request as it came.
pub(crate) struct Request {
    /// Request line and headers, without the empty line.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// Reads one whose body, if any, has a known length; `None` when the other side has gone.
    pub(crate) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<Self> {
        let mut bytes = Vec::new();
        let mut chunk = vec![0_u8; 16 * 1024];
        let end = loop {
            if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
                break at;
            }
            match stream.read(&mut chunk).await {
                Ok(read) if read > 0 => bytes.extend_from_slice(&chunk[..read]),
                _ => return None,
            }
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut request = Self {
            head,
            body: bytes[end + 4..].to_vec(),
        };
        assert!(request.header("transfer-encoding").is_none());
        let length = request
            .header("content-length")
            .map_or(0, |text| text.parse().unwrap());
        while request.body.len() < length {
            match stream.read(&mut chunk).await {
                Ok(read) if read > 0 => request.body.extend_from_slice(&chunk[..read]),
                _ => return None,
            }
        }
        Some(request)
    }

    pub(crate) fn method(&self) -> &str {
        self.head.split(' ').next().unwrap()
    }

    /// What the request line asks for: a path, a whole URL of a proxy, or `host:port` of a tunnel.
    pub(crate) fn target(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    pub(crate) fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim(), value.trim()))
    }
}

/// Writes an answer whole.
pub(crate) async fn answer(
    stream: &mut (impl AsyncWrite + Unpin),
    status: u16,
    headers: &[(String, String)],
    body: &[u8],
) {
    let mut head = format!("HTTP/1.1 {status} status\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!(
        "content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    ));
    // A client that has gone does not read.
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body).await;
    let _ = stream.shutdown().await;
}
