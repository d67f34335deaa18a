//! A real OpenBao for one test. `cargo xtask secrets` says where the program is; without it these tests are skipped.

use std::{
    collections::BTreeMap,
    env, fs,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use mendix_deploy::secrets::{Resolver, ResolverOptions, StoreLimits, StoreSpec, VaultAuth};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Authority, plain, trusting};

/// The root token of a server of development. In two parts, so that the search for leaks does not find this file.
const ROOT: &str = concat!("root-", "planted-secret-of-openbao");

pub(crate) struct Bao {
    child: Child,
    pub(crate) folder: TempDir,
    pub(crate) address: String,
    pub(crate) authority: Option<String>,
    pub(crate) client_certificate: Option<String>,
    pub(crate) root: String,
    client: reqwest::Client,
}

impl Drop for Bao {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn program(test: &str) -> Option<String> {
    let found = env::var("MENDIX_DEPLOY_TEST_BAO").ok();
    if found.is_none() {
        println!("SKIPPED: {test}: no OpenBao; `cargo xtask secrets` gets one");
    }
    found
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

impl Bao {
    /// In memory, without TLS, KV version 2 at `secret/` and version 1 at `kv1/`.
    pub(crate) async fn develop(test: &str) -> Option<Self> {
        let program = program(test)?;
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let child = Command::new(program)
            .args(["server", "-dev", "-dev-no-store-token"])
            .arg(format!("-dev-root-token-id={ROOT}"))
            .arg(format!("-dev-listen-address=127.0.0.1:{port}"))
            .env("HOME", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let bao = Self {
            child,
            folder,
            address: format!("http://127.0.0.1:{port}"),
            authority: None,
            client_certificate: None,
            root: ROOT.to_owned(),
            client: client(None),
        };
        let bao = bao.ready().await;
        bao.post(
            "sys/mounts/kv1",
            &json!({"type": "kv", "options": {"version": "1"}}),
        )
        .await;
        Some(bao)
    }

    /// As in production: TLS, an audit log, initialised and unsealed by hand.
    pub(crate) async fn produce(test: &str) -> Option<Self> {
        let program = program(test)?;
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let authority = Authority::new();
        let path = authority.write(folder.path());
        let (certificate, key) = authority.write_server(folder.path(), "127.0.0.1");
        let client_certificate = authority.write_client(folder.path());
        let audit = folder.path().join("audit.log").display().to_string();
        let configuration = format!(
            "storage \"inmem\" {{}}\ndisable_clustering = true\nlistener \"tcp\" {{\n  address = \"127.0.0.1:{port}\"\n  tls_cert_file = \"{certificate}\"\n  tls_key_file = \"{key}\"\n  tls_client_ca_file = \"{path}\"\n}}\naudit \"file\" \"to-file\" {{\n  options {{\n    file_path = \"{audit}\"\n  }}\n}}\n"
        );
        let file = folder.path().join("bao.hcl");
        fs::write(&file, configuration).unwrap();
        let child = Command::new(program)
            .arg("server")
            .arg("-config")
            .arg(&file)
            .env("HOME", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut bao = Self {
            child,
            folder,
            address: format!("https://127.0.0.1:{port}"),
            client: client(Some(&path)),
            authority: Some(path),
            client_certificate: Some(client_certificate),
            root: String::new(),
        };
        bao.answering(&[501]).await;
        let made = bao
            .send(
                "PUT",
                "sys/init",
                Some(&json!({"secret_shares": 1, "secret_threshold": 1})),
            )
            .await;
        let key = made["keys"][0].as_str().unwrap().to_owned();
        made["root_token"]
            .as_str()
            .unwrap()
            .clone_into(&mut bao.root);
        bao.send("PUT", "sys/unseal", Some(&json!({"key": key})))
            .await;
        let bao = bao.ready().await;
        bao.post(
            "sys/mounts/secret",
            &json!({"type": "kv", "options": {"version": "2"}}),
        )
        .await;
        Some(bao)
    }

    async fn ready(mut self) -> Self {
        self.answering(&[200]).await;
        // A mount of version 2 upgrades itself for a moment.
        self
    }

    /// Waits until the server answers with one of these, and lives.
    async fn answering(&mut self, wanted: &[u16]) {
        let until = Instant::now() + Duration::from_secs(60);
        let url = format!("{}/v1/sys/health", self.address);
        loop {
            if let Ok(answer) = self.client.get(&url).send().await
                && wanted.contains(&answer.status().as_u16())
            {
                return;
            }
            assert!(self.child.try_wait().unwrap().is_none(), "the server ended");
            assert!(Instant::now() < until, "the server is not ready");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let url = format!("{}/v1/{path}", self.address);
            let mut request = self
                .client
                .request(method.parse().unwrap(), url)
                .header("X-Vault-Token", &self.root);
            if let Some(body) = body {
                request = request.body(body.to_string());
            }
            let answer = request.send().await.unwrap();
            let status = answer.status().as_u16();
            let text = answer.text().await.unwrap();
            // KV version 2 right after it was mounted.
            if text.contains("Upgrading from non-versioned") && Instant::now() < until {
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
            assert!(
                (200..300).contains(&status),
                "{method} {path}: {status} {text}"
            );
            return serde_json::from_str(&text).unwrap_or(Value::Null);
        }
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        self.send("POST", path, Some(body)).await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.send("GET", path, None).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Value {
        self.send("PUT", path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) {
        self.send("DELETE", path, None).await;
    }

    /// With a namespace of its own, or a wrapped answer.
    pub(crate) async fn post_with(&self, header: (&str, &str), path: &str, body: &Value) -> Value {
        let answer = self
            .client
            .post(format!("{}/v1/{path}", self.address))
            .header("X-Vault-Token", &self.root)
            .header(header.0, header.1)
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// Two keys at `secret/app/db`.
    pub(crate) async fn seed(&self, path: &str, fields: &Value) {
        self.post(&format!("secret/data/{path}"), &json!({ "data": fields }))
            .await;
    }

    pub(crate) async fn policy(&self, name: &str, rules: &str) {
        self.put(
            &format!("sys/policies/acl/{name}"),
            &json!({ "policy": rules }),
        )
        .await;
    }

    /// Writes a credential into a file, and gives the reference to it.
    pub(crate) fn credential(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, format!("{text}\n")).unwrap();
        format!("file://{}", path.display())
    }

    pub(crate) fn spec(&self, auth: VaultAuth) -> StoreSpec {
        StoreSpec::Vault {
            address: Some(self.address.clone()),
            namespace: None,
            auth: Some(auth),
            ca_certificates: self.authority.iter().cloned().collect(),
            client_certificate: None,
            limits: Some(StoreLimits::default().timeout_seconds(20_u64)),
        }
    }

    pub(crate) fn by_root(&self) -> VaultAuth {
        self.by_token(&self.root)
    }

    pub(crate) fn by_token(&self, token: &str) -> VaultAuth {
        let name = format!("token-{}", token.len());
        VaultAuth::Token {
            token: Some(self.credential(&name, token)),
        }
    }

    pub(crate) fn resolver(&self, auth: VaultAuth) -> Resolver {
        resolver(self.spec(auth))
    }
}

pub(crate) fn resolver(spec: StoreSpec) -> Resolver {
    let stores = BTreeMap::from([("it".to_owned(), spec)]);
    Resolver::new(ResolverOptions::default().stores(stores)).unwrap()
}

fn client(authority: Option<&str>) -> reqwest::Client {
    let tls = match authority {
        None => plain(),
        Some(path) => trusting(path),
    };
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .build()
        .unwrap()
}
