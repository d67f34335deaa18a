//! File storage: S3, then Swift, then Azure; the first that yields settings fills the gaps (runtime configuration, 4).

use std::borrow::Cow;

use mendix_deploy_model::{
    configurations::{Certainty, StartFailure},
    findings::Severity,
};

use super::{
    python::says_true,
    start::{Start, Step, failure},
};
use crate::{
    configuration::json::{Json, Object},
    targets::settings::{Content, Origin},
};

const STAGE: &str = "storage";
const SERVICE: &str = "com.mendix.core.StorageService";
const PREFIX: &str = "com.mendix.storage.";

/// One setting of a storage, by the name below its prefix.
struct Setting {
    name: Cow<'static, str>,
    content: Content,
    origin: Origin<'static>,
}

fn known(name: impl Into<Cow<'static, str>>, value: Json, origin: Origin<'static>) -> Setting {
    Setting {
        name: name.into(),
        content: Content::Known(value),
        origin,
    }
}

/// Fills in the storage's settings where nothing else set them.
pub(super) fn read(start: &mut Start<'_>) -> Step {
    let services = start.services(STAGE)?;
    let settings = match s3(start, &services)? {
        Some(settings) => Some(settings),
        None => match swift(start, &services)? {
            Some(settings) => Some(settings),
            None => azure(start, &services)?,
        },
    };
    let user_has = start.settings.names().any(|name| {
        let name = name.to_lowercase();
        name.starts_with(PREFIX) || name == SERVICE.to_lowercase()
    });
    let user_chose = start.settings.contains(SERVICE);
    let Some(settings) = settings else {
        if user_has && !user_chose {
            start.finding(
                "storage.service_missing",
                Severity::Error,
                SERVICE,
                "settings of a file storage are there, and com.mendix.core.StorageService is not: the app stays on the local file system",
                "Set MXRUNTIME_com_mendix_core_StorageService as well.",
            );
        } else if !user_has {
            start.finding(
                "storage.local",
                Severity::Warning,
                SERVICE,
                "no file storage: files stay on the local file system, and are lost at every restart unless a volume keeps them",
                "Bind or configure S3 or Azure Blob, or mount a volume.",
            );
        }
        return Ok(());
    };
    if user_has {
        start.finding(
            "storage.blended",
            Severity::Warning,
            SERVICE,
            "a storage from variables or a service and one from runtime settings blend key by key; the runtime setting com.mendix.core.StorageService decides",
            "Configure the file storage in one place only.",
        );
    }
    for Setting {
        name,
        content,
        origin,
    } in settings
    {
        start
            .settings
            .fill(name, content, origin, Certainty::Observed);
    }
    Ok(())
}

fn wrong(subject: &str, message: impl Into<String>, remedy: &str) -> Box<StartFailure> {
    failure(STAGE, subject, message, remedy)
}

fn credentials<'s>(service: &'s Json, label: &str) -> Step<&'s Object> {
    service
        .as_list()
        .and_then(|list| list.first())
        .and_then(Json::as_object)
        .and_then(|binding| binding.get("credentials")?.as_object())
        .ok_or_else(|| {
            wrong(
                label,
                format!("the bound service {label} has no credentials"),
                "Unbind the service and bind it again.",
            )
        })
}

fn required<'s>(credentials: &'s Object, name: &str, label: &str) -> Step<&'s Json> {
    credentials.get(name).ok_or_else(|| {
        let hint = if label == "objectstore" && credentials.get("container_uri").is_some() {
            "Set MENDIX_BLOBSTORE_TYPE=azure: without it an Azure objectstore is read as S3."
        } else {
            "Unbind the service and bind it again."
        };
        wrong(
            label,
            format!("the bound service {label} has no credentials.{name}"),
            hint,
        )
    })
}

/// A value with where it came from.
type Found = Option<(Json, Origin<'static>)>;

fn from_service(label: &str, value: &Json) -> Found {
    Some((
        value.clone(),
        Origin::service(label.to_owned(), "credentials of the bound service"),
    ))
}

fn is_set(found: &Found) -> bool {
    found.as_ref().is_some_and(|(value, _)| value.is_true())
}

/// What a binding says, before variables are laid over it.
#[derive(Default)]
struct S3 {
    access_key: Found,
    secret: Found,
    bucket: Found,
    endpoint: Found,
    suffix: Found,
    encryption_keys: Found,
    tvm_endpoint: Found,
    tvm_username: Found,
    tvm_password: Found,
    v2_auth: bool,
}

fn s3_binding(start: &Start<'_>, services: &Object) -> Step<S3> {
    let mut s3 = S3::default();
    let kind = start.environment.get("MENDIX_BLOBSTORE_TYPE");
    let amazon = services
        .iter()
        .filter(|(label, _)| {
            label.starts_with("amazon-s3")
                || (*label == "objectstore" && matches!(kind, None | Some("s3")))
        })
        .last();
    if let Some((label, service)) = amazon {
        let credentials = credentials(service, label)?;
        let take = |name: &str| {
            credentials
                .get(name)
                .and_then(|value| from_service(label, value))
        };
        let bucket = required(credentials, "bucket", label)?;
        s3.bucket = from_service(label, bucket);
        s3.access_key = take("access_key_id");
        s3.secret = take("secret_access_key");
        s3.tvm_endpoint = take("tvm_endpoint");
        s3.tvm_username = take("tvm_username");
        s3.tvm_password = take("tvm_password");
        s3.encryption_keys = take("encryption_keys");
        s3.suffix = take("key_suffix");
        s3.endpoint = take("endpoint").or_else(|| take("host"));
        if let (Some(prefix), Some(endpoint)) =
            (credentials.get("key_prefix"), credentials.get("endpoint"))
        {
            let (Some(prefix), Some(endpoint), Some(bucket)) =
                (prefix.as_text(), endpoint.as_text(), bucket.as_text())
            else {
                return Err(wrong(
                    label,
                    format!(
                        "key_prefix, endpoint or bucket of the bound service {label} is no text"
                    ),
                    "Unbind the service and bind it again.",
                ));
            };
            s3.bucket = from_service(label, &Json::text(prefix.replace('/', "")));
            s3.endpoint = from_service(label, &Json::text(format!("{endpoint}/{bucket}")));
            s3.suffix = None;
        }
    } else if let Some(service) = services.get("p-riakcs") {
        let label = "p-riakcs";
        let credentials = credentials(service, label)?;
        s3.access_key = from_service(label, required(credentials, "access_key_id", label)?);
        s3.secret = from_service(label, required(credentials, "secret_access_key", label)?);
        let (host, bucket) = required(credentials, "uri", label)?
            .as_text()
            .and_then(riak)
            .ok_or_else(|| {
                wrong(
                    label,
                    "the uri of the bound service p-riakcs is no https URL with a bucket",
                    "Unbind the service and bind it again.",
                )
            })?;
        s3.endpoint = from_service(label, &Json::text(format!("https://{host}")));
        s3.bucket = from_service(label, &Json::text(bucket));
        s3.v2_auth = true;
    }
    Ok(s3)
}

/// `https://key:secret@host/bucket`: host and bucket.
fn riak(uri: &str) -> Option<(&str, &str)> {
    uri.match_indices("https://").find_map(|(at, mark)| {
        let rest = &uri[at + mark.len()..];
        let with_user = (|| {
            let (user, after) = rest.split_once(':')?;
            let (secret, after) = after.split_once('@')?;
            (!user.is_empty() && !secret.is_empty()).then_some(after)
        })();
        let whole = |text: &str| {
            text.split_once('/')
                .is_some_and(|(host, _)| !host.is_empty())
        };
        let rest = with_user.filter(|after| whole(after)).unwrap_or(rest);
        let (host, bucket) = rest.split_once('/')?;
        let bucket = bucket.split('\n').next().unwrap_or_default();
        (!host.is_empty()).then_some((host, bucket))
    })
}

fn s3(start: &mut Start<'_>, services: &Object) -> Step<Option<Vec<Setting>>> {
    let mut s3 = s3_binding(start, services)?;
    let environment = start.environment;
    let over = |variable: &'static str, found: &mut Found| {
        if let Some(value) = environment.get(variable) {
            *found = Some((
                Json::text(value),
                Origin::variable(variable, "the variable; it wins over a bound service"),
            ));
        }
    };
    over("S3_ACCESS_KEY_ID", &mut s3.access_key);
    over("S3_SECRET_ACCESS_KEY", &mut s3.secret);
    over("S3_TVM_ENDPOINT", &mut s3.tvm_endpoint);
    over("S3_TVM_USERNAME", &mut s3.tvm_username);
    over("S3_TVM_PASSWORD", &mut s3.tvm_password);
    over("S3_BUCKET_NAME", &mut s3.bucket);
    if let Some(text) = environment.get("S3_ENCRYPTION_KEYS") {
        let keys = Json::read(text).map_err(|_| {
            wrong(
                "S3_ENCRYPTION_KEYS",
                "S3_ENCRYPTION_KEYS is no JSON",
                "Write a JSON list of keys, or leave S3_ENCRYPTION_KEYS out.",
            )
        })?;
        s3.encryption_keys = Some((
            keys,
            Origin::variable("S3_ENCRYPTION_KEYS", "the JSON of the variable"),
        ));
    }
    over("S3_KEY_SUFFIX", &mut s3.suffix);
    over("S3_ENDPOINT", &mut s3.endpoint);
    if let Some(text) = environment.get("S3_USE_V2_AUTH") {
        s3.v2_auth = says_true(text);
    }
    if !is_set(&s3.bucket) {
        unused(start, "S3_BUCKET_NAME is not set");
        return Ok(None);
    }
    let mut settings = vec![known(
        SERVICE,
        Json::text("com.mendix.storage.s3"),
        Origin::derived("an S3 bucket with credentials"),
    )];
    let bucket = s3.bucket.take();
    let mut add = |name: &str, found: Found| {
        if let Some((value, origin)) = found {
            settings.push(known(format!("{PREFIX}s3.{name}"), value, origin));
        }
    };
    let tvm = is_set(&s3.tvm_endpoint) && is_set(&s3.tvm_username) && is_set(&s3.tvm_password);
    if is_set(&s3.access_key) && is_set(&s3.secret) {
        add("AccessKeyId", s3.access_key);
        add("SecretAccessKey", s3.secret);
    } else if tvm && runtime_asks_for_tokens(start) {
        let url = s3.tvm_endpoint.map(|(endpoint, origin)| {
            let url = format!("https://{}/v1/gettoken", super::python::str_of(&endpoint));
            (Json::Text(url), origin)
        });
        add("tokenService.Url", url);
        add("tokenService.Username", s3.tvm_username);
        add("tokenService.Password", s3.tvm_password);
        let fixed = |number: i32| {
            Some((
                Json::integer(number),
                Origin::tool("fixed by the buildpack for the token vending machine"),
            ))
        };
        add("tokenService.RefreshPercentage", fixed(80));
        add("tokenService.RetryIntervalInSeconds", fixed(10));
    } else if tvm {
        for name in ["AccessKeyId", "SecretAccessKey"] {
            settings.push(Setting {
                name: format!("{PREFIX}s3.{name}").into(),
                content: Content::AtStart,
                origin: Origin::derived(
                    "the buildpack fetches credentials from the token vending machine at the start",
                ),
            });
        }
    } else {
        unused(
            start,
            "a bucket needs a key and its secret, or the three values of a token vending machine",
        );
        start.finding(
            "storage.bucket_without_keys",
            Severity::Error,
            "S3_BUCKET_NAME",
            "there is a bucket without key and secret: it is ignored, and files stay on the local file system",
            "Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY; ambient credentials are not supported by S3_ variables.",
        );
        return Ok(None);
    }
    let mut add = |name: &str, found: Found| {
        if let Some((value, origin)) = found {
            settings.push(known(format!("{PREFIX}s3.{name}"), value, origin));
        }
    };
    add("BucketName", bucket);
    if is_set(&s3.suffix) {
        add("ResourceNameSuffix", s3.suffix);
    }
    if s3.v2_auth {
        let origin = Origin::variable("S3_USE_V2_AUTH", "true, in any case, or a Riak CS binding");
        add("UseV2Auth", Some((Json::Bool(true), origin)));
    }
    if is_set(&s3.endpoint) {
        add("EndPoint", s3.endpoint);
    }
    if start.version.is_at_least(&[6]) {
        if is_set(&s3.encryption_keys) {
            add("EncryptionKeys", s3.encryption_keys);
        }
        if environment.get("S3_USE_SSE").is_some_and(says_true) {
            let origin = Origin::variable("S3_USE_SSE", "true, in any case");
            add("UseSSE", Some((Json::Bool(true), origin)));
        }
    }
    if environment
        .get("S3_PERFORM_DELETES")
        .is_some_and(|text| text.to_lowercase() == "false")
    {
        settings.push(perform_deletes(start)?);
    }
    if let Some(region) = environment
        .iter()
        .map(|(name, _)| name)
        .find(|name| matches!(*name, "S3_REGION" | "AWS_REGION" | "AWS_DEFAULT_REGION"))
    {
        start.unheard(
            region,
            "no variable carries the region of S3",
            Some("MXRUNTIME_com_mendix_storage_s3_Region".to_owned()),
        );
    }
    Ok(Some(settings))
}

/// `S3_…` variables that reach nobody as there is no active S3.
fn unused(start: &mut Start<'_>, reason: &str) {
    let environment = start.environment;
    for (variable, _) in environment.iter() {
        if variable.starts_with("S3_") {
            start.unheard(variable, format!("S3 is not used: {reason}"), None);
        }
    }
}

fn perform_deletes(start: &Start<'_>) -> Step<Setting> {
    let origin = Origin::variable(
        "S3_PERFORM_DELETES",
        "false, in any case; the setting's name and words depend on the version",
    );
    let version = &start.version;
    let common = format!("{PREFIX}PerformDeleteFromStorage");
    if !version.is_at_least(&[7, 19]) {
        return Ok(known(
            format!("{PREFIX}s3.PerformDeleteFromStorage"),
            Json::Bool(false),
            origin,
        ));
    }
    let lts = version.major() == 9 && version.minor() == Some(6);
    if lts && version.patch().is_none() {
        return Err(wrong(
            "S3_PERFORM_DELETES",
            "the package's runtime version has no patch number",
            "Build the package with a released version of Mendix.",
        ));
    }
    let words = version.is_at_least(&[9, 12]) || (lts && version.patch() >= Some(11));
    let value = if words {
        Json::text("NoFiles")
    } else {
        Json::Bool(false)
    };
    Ok(known(common, value, origin))
}

/// Whether the runtime itself talks to the token vending machine.
fn runtime_asks_for_tokens(start: &Start<'_>) -> bool {
    let version = &start.version;
    let since = |major: u64, parts: &[u64]| version.major() == major && version.is_at_least(parts);
    if version.is_at_least(&[9, 6, 1]) || since(8, &[8, 18, 11]) || since(7, &[7, 23, 30]) {
        return true;
    }
    let early = version.is_at_least(&[9, 2]) || since(8, &[8, 18, 7]) || since(7, &[7, 23, 22]);
    early
        && start
            .environment
            .filled("CERTIFICATE_AUTHORITIES")
            .is_none()
        && start.environment.filled("CLIENT_CERTIFICATES").is_none()
}

fn swift(start: &Start<'_>, services: &Object) -> Step<Option<Vec<Setting>>> {
    const LABEL: &str = "Object-Storage";
    let Some(service) = services.get(LABEL) else {
        return Ok(None);
    };
    if !start.version.is_at_least(&[6, 7]) {
        return Ok(None);
    }
    let credentials = credentials(service, LABEL)?;
    let origin = || Origin::service(LABEL, "credentials of the bound service");
    let container = match start.environment.get("SWIFT_CONTAINER_NAME") {
        Some(name) => known(
            format!("{PREFIX}swift.Container"),
            Json::text(name),
            Origin::variable("SWIFT_CONTAINER_NAME", "the variable"),
        ),
        None => known(
            format!("{PREFIX}swift.Container"),
            Json::text("mendix"),
            Origin::tool("the default container"),
        ),
    };
    let mut settings = vec![
        known(SERVICE, Json::text("com.mendix.storage.swift"), origin()),
        container,
        known(
            format!("{PREFIX}swift.Container.AutoCreate"),
            Json::Bool(true),
            origin(),
        ),
    ];
    for (setting, field) in [
        ("DomainId", "domainId"),
        ("Authurl", "auth_url"),
        ("Username", "username"),
        ("Password", "password"),
        ("Region", "region"),
    ] {
        settings.push(known(
            format!("{PREFIX}swift.credentials.{setting}"),
            required(credentials, field, LABEL)?.clone(),
            origin(),
        ));
    }
    Ok(Some(settings))
}

fn azure(start: &Start<'_>, services: &Object) -> Step<Option<Vec<Setting>>> {
    let is_azure = start.environment.get("MENDIX_BLOBSTORE_TYPE") == Some("azure");
    let mut found = None;
    for (label, service) in services.iter() {
        if label.starts_with("azure-storage") || (label == "objectstore" && is_azure) {
            let binding = service.as_list().and_then(|list| list.first());
            let binding = binding.ok_or_else(|| {
                wrong(
                    label,
                    format!("VCAP_SERVICES lists {label} without an instance"),
                    "Give the text as the platform sets it.",
                )
            })?;
            found = Some((label, service, binding));
        }
    }
    let Some((label, service, binding)) = found else {
        return Ok(None);
    };
    if !binding.is_true() || !start.version.is_at_least(&[6, 7]) {
        return Ok(None);
    }
    let credentials = credentials(service, label)?;
    let origin = || Origin::service(label.to_owned(), "credentials of the bound service");
    let name = |setting: &str| format!("{PREFIX}azure.{setting}");
    let mut settings = vec![
        known(SERVICE, Json::text("com.mendix.storage.azure"), origin()),
        known(
            name("CreateContainerIfNotExists"),
            Json::Bool(false),
            Origin::tool("the buildpack never creates a container"),
        ),
    ];
    for (setting, fields) in [
        ("AccountKey", &["primary_access_key"][..]),
        ("AccountName", &["account_name", "storage_account_name"]),
        ("SharedAccessSignature", &["sas_token"]),
        ("BlobEndpoint", &["container_uri"]),
    ] {
        if let Some(value) = fields.iter().find_map(|field| credentials.get(field)) {
            settings.push(known(name(setting), value.clone(), origin()));
        }
    }
    settings.push(match credentials.get("container_name") {
        Some(container) => known(name("Container"), container.clone(), origin()),
        None => match start.environment.get("AZURE_CONTAINER_NAME") {
            Some(container) => known(
                name("Container"),
                Json::text(container),
                Origin::variable("AZURE_CONTAINER_NAME", "the variable"),
            ),
            None => known(
                name("Container"),
                Json::text("mendix"),
                Origin::tool("the default container"),
            ),
        },
    });
    Ok(Some(settings))
}
