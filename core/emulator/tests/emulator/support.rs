//! A client that the emulator's authors did not write, and the steps that most tests share.

use std::io::Write;

use mendix_deploy_emulator::Emulator;
use reqwest::{
    Method, Response,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

pub(crate) struct Bench {
    pub(crate) emulator: Emulator,
    pub(crate) client: reqwest::Client,
}

/// Status and body of an answer; `Null` when it is not JSON.
pub(crate) type Reply = (u16, Value);

pub(crate) fn bench(seed: Value) -> Bench {
    // Nothing here speaks TLS, but the client wants a provider. A second test finds it installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Bench {
        emulator: Emulator::start(seed).unwrap(),
        client: reqwest::Client::builder().no_proxy().build().unwrap(),
    }
}

pub(crate) async fn read(response: Response) -> Reply {
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::Null))
}

impl Bench {
    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let own = self.emulator.credentials();
        let request = self
            .client
            .request(method, format!("{}{path}", self.emulator.url()));
        if ["/cloud", "/repository", "/epics"]
            .iter()
            .any(|base| path.starts_with(base))
        {
            request.header(
                "Authorization",
                format!("MxToken {}", own["pat"].as_str().unwrap()),
            )
        } else if path.starts_with("/deploy") {
            request
                .header("Mendix-Username", own["username"].as_str().unwrap())
                .header("Mendix-ApiKey", own["apiKey"].as_str().unwrap())
        } else {
            request
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        read(self.request(Method::GET, path).send().await.unwrap()).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: Value) -> Reply {
        let request = self
            .request(method, path)
            .header("Content-Type", "application/json");
        let request = match body {
            Value::Null => request,
            body => request.body(body.to_string()),
        };
        read(request.send().await.unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, body).await
    }

    /// Reads until `pointer` has `value`. The clock moves with each request, so this ends.
    pub(crate) async fn until(&self, path: &str, pointer: &str, value: &str) -> Value {
        for _ in 0..200 {
            let (status, body) = self.get(path).await;
            assert_eq!(status, 200, "{path}: {body}");
            if body.pointer(pointer).and_then(Value::as_str) == Some(value) {
                return body;
            }
        }
        panic!("{path} never had {pointer} = {value}");
    }

    pub(crate) async fn upload(&self, name: &str, bytes: Vec<u8>) -> Reply {
        let form = Form::new().part("file", Part::bytes(bytes).file_name("package.mda"));
        let path = format!("/deploy/api/v2/apps/orders/packages/upload?name={name}");
        let request = self.request(Method::POST, &path).multipart(form);
        read(request.send().await.unwrap()).await
    }

    /// Uploads a package of `version` and waits until it can be transported.
    pub(crate) async fn usable(&self, version: &str) -> String {
        let (status, body) = self.upload("orders.mda", package(version)).await;
        assert_eq!(status, 200, "{body}");
        let job = body["JobId"].as_str().unwrap();
        self.until(
            &format!("/deploy/api/v2/apps/orders/jobs/{job}"),
            "/Status",
            "Completed",
        )
        .await;
        self.emulator.advance(10_000);
        body["PackageId"].as_str().unwrap().to_owned()
    }

    /// Brings `package` to `mode` and starts it.
    pub(crate) async fn run(&self, mode: &str, package: &str) {
        let base = format!("/deploy/api/1/apps/orders/environments/{mode}");
        let body = json!({"PackageId": package});
        let (status, body) = self.post(&format!("{base}/transport"), body).await;
        assert_eq!(status, 200, "{body}");
        let body = json!({"AutoSyncDb": true});
        let (status, body) = self.post(&format!("{base}/start"), body).await;
        assert_eq!(status, 200, "{body}");
        let job = body["JobId"].as_str().unwrap();
        self.until(&format!("{base}/start/{job}"), "/Status", "Started")
            .await;
    }

    pub(crate) fn effect_names(&self) -> Vec<String> {
        self.emulator
            .effects()
            .iter()
            .map(|effect| effect["effect"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The project id and environment id that Backups and v4 want.
    pub(crate) fn ids(&self, mode: &str) -> (String, String) {
        let state = self.emulator.state();
        let app = &state["apps"][0];
        let environment = app["environments"]
            .as_array()
            .unwrap()
            .iter()
            .find(|environment| environment["mode"] == mode)
            .unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&app["projectId"]), text(&environment["id"]))
    }
}

/// A package with three constants and an event.
pub(crate) fn package(version: &str) -> Vec<u8> {
    package_with(&json!({
        "RuntimeVersion": "10.24.15.93102",
        "ProjectName": "Orders",
        "ModelVersion": version,
        "Constants": [
            {"Name": "Orders.ApiUrl", "Type": "String", "Description": "", "DefaultValue": "http://localhost"},
            {"Name": "Orders.BatchSize", "Type": "Integer", "Description": "", "DefaultValue": "100"},
            {"Name": "Orders.DryRun", "Type": "Boolean", "Description": "", "DefaultValue": "false"},
        ],
        "ScheduledEvents": [{"Name": "Orders.SE_Nightly"}],
    }))
}

pub(crate) fn package_with(metadata: &Value) -> Vec<u8> {
    package_of(&metadata.to_string())
}

/// A package whose metadata is this text.
pub(crate) fn package_of(metadata: &str) -> Vec<u8> {
    let mut archive = rawzip::ZipArchiveWriter::new(Vec::new());
    for (name, text) in [
        ("web/index.html", "<html>"),
        ("model/metadata.json", metadata),
    ] {
        let (mut entry, config) = archive.new_file(name).start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(text.as_bytes()).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}
