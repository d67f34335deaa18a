//! A relay between client and emulator at which a process dies: before a request is passed on, or after it was
//! answered and before the answer arrives.

use std::sync::Arc;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use super::crash::Fuse;

/// Listens on loopback and relays each request over a connection of its own.
pub(super) async fn relay(upstream: &str, fuse: Arc<Fuse>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let upstream = upstream.trim_start_matches("http://").to_owned();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            tokio::spawn(pass_on(client, upstream.clone(), Arc::clone(&fuse)));
        }
    });
    url
}

async fn pass_on(mut client: TcpStream, upstream: String, fuse: Arc<Fuse>) {
    let Some(request) = read_request(&mut client).await else {
        return;
    };
    fuse.point().await;
    let mut server = TcpStream::connect(&upstream).await.unwrap();
    server.write_all(&request).await.unwrap();
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await.unwrap();
    fuse.point().await;
    // A client that is dead by now does not read.
    let _ = client.write_all(&answer).await;
    let _ = client.shutdown().await;
}

/// One whole request, told to close its connection afterwards.
async fn read_request(client: &mut TcpStream) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chunk = [0_u8; 16 * 1024];
    let head = loop {
        if let Some(at) = find(&bytes, b"\r\n\r\n") {
            break at + 4;
        }
        match client.read(&mut chunk).await {
            Ok(read) if read > 0 => bytes.extend_from_slice(&chunk[..read]),
            _ => return None,
        }
    };
    let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let length: usize = text
        .lines()
        .find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse().unwrap())
        })
        .unwrap_or(0);
    assert!(
        !text.to_lowercase().contains("transfer-encoding"),
        "bodies of unknown length are not relayed"
    );
    while bytes.len() < head + length {
        match client.read(&mut chunk).await {
            Ok(read) if read > 0 => bytes.extend_from_slice(&chunk[..read]),
            _ => return None,
        }
    }
    let mut request = text.trim_end().as_bytes().to_vec();
    request.extend_from_slice(b"\r\nconnection: close\r\n\r\n");
    request.extend_from_slice(&bytes[head..]);
    Some(request)
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
