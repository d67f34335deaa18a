//! Every kind of source, as the usual guides write it.

use mendix_deploy_model::{
    ErrorCode,
    cloud::{ConstantSetting, EventSetting, EventState, Settings},
    configurations::ConfigurationFile,
    imports::{ImportOptions, ImportOutcome, ImportSource},
    landscapes::{
        ConstantValue, LinuxFlavour, RuntimeValue, ScheduledEvents, TargetSpec, TextValue, Tier,
        WorkloadKind,
    },
};
use mendix_deploy_offline::landscape::{Landscape, import_configuration};

use super::import::{entry, environment, outcome, read};

fn options() -> ImportOptions {
    ImportOptions::default()
        .environment("production")
        .tier(Tier::Production)
}

fn literal(text: &str) -> TextValue {
    TextValue::Literal {
        value: text.to_owned(),
        acknowledged: false,
    }
}

const MANIFEST: &str = r#"applications:
- name: orders
  memory: 1G
  disk_quota: 1G
  instances: 2
  buildpacks:
  - https://github.com/mendix/cf-mendix-buildpack.git#v5.0.0
  path: orders.mda
  env:
    ADMIN_PASSWORD: ((orders.admin))
    DEVELOPMENT_MODE: "false"
    FORCE_WRITE_ARTIFACTS: "true"
    S3_ACCESS_KEY_ID: ((files.id))
    S3_SECRET_ACCESS_KEY: ((files.key))
    S3_BUCKET_NAME: orders-files
  services:
  - orders-db
  - orders-store
  routes:
  - route: orders.cf.example.net
"#;

#[test]
fn a_manifest_of_cloud_foundry() {
    let source = ImportSource::CloudFoundry {
        file: Some("manifest.yml".to_owned()),
        text: MANIFEST.to_owned(),
        application: None,
    };
    let imported = read(&source, &options());
    assert!(imported.landscape.apps.contains_key("orders"));
    let spec = environment(&imported);
    let Some(TargetSpec::CloudFoundry {
        services,
        buildpack,
        ..
    }) = &spec.target
    else {
        panic!("{:?}", spec.target)
    };
    assert_eq!(services.as_ref().unwrap().len(), 2);
    assert!(buildpack.is_some());
    assert_eq!(spec.scaling.as_ref().unwrap().replicas, Some(2));
    assert_eq!(spec.resources.as_ref().unwrap().disk_mebibytes, Some(1024));
    assert_eq!(
        outcome(&imported, "FORCE_WRITE_ARTIFACTS"),
        ImportOutcome::Ignored
    );
    assert_eq!(
        outcome(&imported, "applications[0].buildpacks[0]"),
        ImportOutcome::Doubtful
    );
    let gaps: Vec<&str> = imported
        .gaps
        .iter()
        .map(|gap| gap.path.rsplit_once("production.").unwrap().1)
        .collect();
    assert_eq!(
        gaps,
        [
            "administration.password",
            "storage.accessKeyId",
            "storage.secretKey"
        ]
    );
    Landscape::from_document(imported.landscape).unwrap();
}

#[test]
fn a_resource_of_the_operator() {
    let source = ImportSource::Operator {
        file: Some("app.yaml".to_owned()),
        text: r#"apiVersion: privatecloud.mendix.com/v1alpha1
kind: MendixApp
metadata:
  name: orders
  namespace: shop
spec:
  sourceURL: oci-image://registry.example/orders:1.2
  appURL: orders.example.com
  replicas: 2
  database:
    servicePlan: postgres
  storage:
    servicePlan: minio
  resources:
    limits: {cpu: "1", memory: 2Gi}
  runtime:
    dtapMode: P
    mxAdminPassword: UzNjcmV0IQ==
    microflowConstants:
      Mail.Host: smtp.example
    customConfiguration: '{"SessionTimeout": 900000, "MicroflowConstants": "{\"Mail.Port\":\"25\"}"}'
    scheduledEventExecution: SPECIFIED
    myScheduledEvents: [A.Daily]
    logLevels: {Core: DEBUG}
    environmentVariables:
    - name: DB_TOKEN
      valueFrom: {secretKeyRef: {name: tokens, key: db}}
    - name: MX_Mail_Host
      value: x
"#.to_owned(),
    };
    let imported = read(&source, &options());
    let spec = environment(&imported);
    assert_eq!(spec.constants.len(), 2);
    assert_eq!(
        spec.runtime_settings["SessionTimeout"],
        RuntimeValue::Number {
            value: "900000".to_owned()
        }
    );
    assert_eq!(
        spec.scheduled_events,
        Some(ScheduledEvents::Specified {
            events: vec!["A.Daily".to_owned()]
        })
    );
    assert_eq!(
        spec.variables["DB_TOKEN"],
        TextValue::SecretReference {
            reference: "k8s://shop/tokens#db".to_owned()
        }
    );
    assert_eq!(outcome(&imported, "MX_Mail_Host"), ImportOutcome::Doubtful);
    assert!(
        !serde_json::to_string(&imported)
            .unwrap()
            .contains("S3cret!")
    );
    assert_eq!(imported.gaps.len(), 1);
    Landscape::from_document(imported.landscape).unwrap();
}

const KUBERNETES: &str = r#"apiVersion: v1
kind: Secret
metadata:
  name: orders-secrets
type: Opaque
stringData:
  database-endpoint: "postgres://user:pa55wrd@host:5432/db"
  api-key: "secret-key"
  ADMIN_PASSWORD: pa55wrd
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
  namespace: shop
spec:
  replicas: 2
  template:
    spec:
      serviceAccountName: mendix
      containers:
      - name: orders
        image: registry.example.com:5000/mendix/orders:1.0.0
        envFrom:
        - secretRef:
            name: orders-secrets
        env:
        - name: DATABASE_ENDPOINT
          valueFrom: {secretKeyRef: {name: orders-database, key: endpoint}}
        resources:
          requests: {memory: 1Gi, cpu: 500m}
          limits: {memory: 2Gi, cpu: "1"}
        livenessProbe:
          httpGet: {path: /healthcheck, port: 8080}
          initialDelaySeconds: 60
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: orders-scaler}
spec:
  minReplicas: 2
  maxReplicas: 8
  metrics:
  - type: Resource
    resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}
---
apiVersion: v1
kind: Service
metadata: {name: orders}
spec: {ports: [{port: 80}]}
"#;

#[test]
fn kubernetes_manifests() {
    let source = ImportSource::Kubernetes {
        file: Some("all.yaml".to_owned()),
        text: KUBERNETES.to_owned(),
        workload: None,
    };
    let imported = read(&source, &options());
    let spec = environment(&imported);
    let Some(TargetSpec::Kubernetes {
        workload,
        image,
        tag,
        namespace,
        ..
    }) = &spec.target
    else {
        panic!("{:?}", spec.target)
    };
    assert_eq!(*workload, Some(WorkloadKind::Deployment));
    assert_eq!(
        image.as_deref(),
        Some("registry.example.com:5000/mendix/orders")
    );
    assert_eq!(tag.as_deref(), Some("1.0.0"));
    assert_eq!(namespace.as_deref(), Some("shop"));
    assert_eq!(
        spec.database.as_ref().unwrap().url,
        Some(TextValue::SecretReference {
            reference: "k8s://shop/orders-database#endpoint".to_owned()
        })
    );
    for name in ["database-endpoint", "api-key"] {
        assert_eq!(outcome(&imported, name), ImportOutcome::Ignored, "{name}");
        assert!(
            entry(&imported, name).why.contains("nobody"),
            "{}",
            entry(&imported, name).why
        );
    }
    assert_eq!(
        outcome(&imported, "Deployment/orders: spec.replicas"),
        ImportOutcome::Doubtful
    );
    let probe = "Deployment/orders: spec.template.spec.containers[0].livenessProbe.httpGet.path";
    assert_eq!(outcome(&imported, probe), ImportOutcome::Doubtful);
    assert_eq!(
        entry(&imported, "ADMIN_PASSWORD")
            .place
            .as_ref()
            .unwrap()
            .line,
        9
    );
    assert_eq!(entry(&imported, probe).place.as_ref().unwrap().line, 34);
    let scaling = spec.scaling.as_ref().unwrap();
    assert_eq!(scaling.autoscale.as_ref().unwrap().cpu_percent, Some(70));
    assert!(
        !serde_json::to_string(&imported)
            .unwrap()
            .contains("pa55wrd")
    );
    Landscape::from_document(imported.landscape).unwrap();
}

#[test]
fn values_of_a_chart() {
    let source = ImportSource::HelmValues {
        file: Some("values.yaml".to_owned()),
        text: r#"replicaCount: 2
image:
  repository: registry.example.com/mendix/orders
  tag: "1.0.0"
  pullPolicy: IfNotPresent
env:
- name: ADMIN_PASSWORD
  valueFrom: {secretKeyRef: {name: orders-admin, key: password}}
- name: MX_Mail_Host
  value: smtp.example
readinessProbe:
  httpGet: {path: /, port: 8080}
  periodSeconds: 10
ingress:
  enabled: true
  hosts:
  - host: orders.example.net
    paths: [{path: /, pathType: Prefix}]
"#
        .to_owned(),
    };
    let imported = read(&source, &options());
    let spec = environment(&imported);
    assert_eq!(
        spec.routing.as_ref().unwrap().routes,
        ["orders.example.net"]
    );
    assert!(spec.constants.contains_key("Mail.Host"));
    // The namespace of the secret is not in the values, and none is invented.
    assert_eq!(spec.administration, None);
    assert!(imported.gaps[0].why.contains("orders-admin"));
    Landscape::from_document(imported.landscape).unwrap();
}

#[test]
fn the_configuration_of_m2ee_with_a_second_file() {
    let source = ImportSource::M2ee {
        files: vec![
            ConfigurationFile {
                name: "m2ee.yaml".to_owned(),
                text: r#"mxnode:
  mxjar_repo: /srv/runtimes/
m2ee:
  app_name: orders
  app_base: /srv/orders/
  runtime_port: 8080
  admin_port: 8090
  admin_pass: t0psecret
  javaopts: ["-Xmx1G"]
mxruntime:
  DatabaseType: POSTGRESQL
  DatabaseHost: localhost:5432
  DatabaseName: orders_prod
  DatabaseUserName: mendix
  DatabasePassword: d4tabase-pw
  com.mendix.core.SessionTimeout: 600000
  MicroflowConstants:
    Shop.Endpoint: "https://shop.example.net"
    Shop.NewBasket: "true"
logging:
- name: Console
  type: console
  loglevel: {Core: DEBUG}
"#
                .to_owned(),
            },
            ConfigurationFile {
                name: "local.yaml".to_owned(),
                text: "m2ee: {javaopts: ['-Dx=1']}\nmxruntime: {DatabaseName: orders_acc, MicroflowConstants: {Shop.Endpoint: 'https://acc.example'}}\n".to_owned(),
            },
        ],
    };
    let imported = read(&source, &options());
    assert!(imported.landscape.apps.contains_key("orders"));
    let spec = environment(&imported);
    let Some(TargetSpec::Linux {
        flavour,
        port,
        admin_port,
        ..
    }) = &spec.target
    else {
        panic!("{:?}", spec.target)
    };
    assert_eq!(
        (*flavour, *port, *admin_port),
        (Some(LinuxFlavour::M2ee), Some(8080), Some(8090))
    );
    assert_eq!(
        spec.database.as_ref().unwrap().name.as_deref(),
        Some("orders_acc")
    );
    assert_eq!(spec.jvm.as_ref().unwrap().arguments, ["-Xmx1G", "-Dx=1"]);
    assert_eq!(
        spec.constants["Shop.Endpoint"],
        ConstantValue::Literal {
            value: "https://acc.example".to_owned(),
            acknowledged: false
        }
    );
    let lost: Vec<_> = imported
        .entries
        .iter()
        .filter(|entry| entry.name == "mxruntime.DatabaseName")
        .collect();
    assert_eq!(lost.len(), 2);
    assert_eq!(lost[0].outcome, ImportOutcome::Ignored);
    assert_eq!(
        outcome(&imported, r#"mxruntime["com.mendix.core.SessionTimeout"]"#),
        ImportOutcome::Doubtful
    );
    for secret in ["t0psecret", "d4tabase-pw"] {
        assert!(!serde_json::to_string(&imported).unwrap().contains(secret));
    }
    Landscape::from_document(imported.landscape).unwrap();
}

#[test]
fn the_settings_of_mendix_cloud() {
    let constant = |name: &str, value: &str| ConstantSetting {
        name: name.to_owned(),
        data_type: None,
        value: Some(value.to_owned()),
        deployed_value: None,
    };
    let source = ImportSource::MendixCloud {
        settings: Settings {
            constants: vec![
                constant("Mail.Host", "smtp.example"),
                constant("Mail.Password", "********"),
            ],
            custom_settings: vec![
                serde_json::json!({"Name": "SessionTimeout", "Value": "900000"}),
                serde_json::json!("?"),
            ],
            scheduled_events: vec![EventSetting {
                name: "A.Daily".to_owned(),
                value: EventState::Disabled,
                deployed_value: None,
            }],
        },
    };
    let imported = read(&source, &options().app("orders"));
    let spec = environment(&imported);
    assert_eq!(spec.constants.len(), 1, "a mask is no value");
    assert_eq!(outcome(&imported, "Mail.Password"), ImportOutcome::Doubtful);
    assert_eq!(spec.scheduled_events, Some(ScheduledEvents::None));
    assert_eq!(
        outcome(&imported, "customSettings[1]"),
        ImportOutcome::Doubtful
    );
    assert!(spec.runtime_settings.contains_key("SessionTimeout"));
    Landscape::from_document(imported.landscape).unwrap();
}

#[test]
fn a_script_of_the_guide() {
    let source = ImportSource::Script {
        file: Some("deploy.sh".to_owned()),
        text: r#"#!/bin/sh
APP_VERSION=1.2.3   # not configuration
export MX_Mail_Host=smtp.example
docker run -d \
  --env-file .env \
  -e DATABASE_ENDPOINT="postgres://user:${DB_PASSWORD}@host:5432/db" \
  -e MXRUNTIME_SessionTimeout='900000' \
  -e ADMIN_PASSWORD="$(vault read x)" \
  orders-image
curl -X POST "https://deploy.mendix.com/api/1/apps/orders/environments/acceptance/start" -H "Mendix-ApiKey: k3y"
"#
        .to_owned(),
    };
    let imported = read(&source, &options());
    let spec = environment(&imported);
    assert_eq!(
        spec.database.as_ref().unwrap().password,
        Some(TextValue::SecretReference {
            reference: "env://DB_PASSWORD".to_owned()
        })
    );
    assert!(spec.runtime_settings.contains_key("SessionTimeout"));
    assert_eq!(outcome(&imported, "APP_VERSION"), ImportOutcome::Ignored);
    assert_eq!(
        outcome(&imported, "--env-file .env"),
        ImportOutcome::Doubtful
    );
    assert_eq!(
        outcome(&imported, "ADMIN_PASSWORD"),
        ImportOutcome::Doubtful
    );
    assert_eq!(
        entry(&imported, "MX_Mail_Host")
            .place
            .as_ref()
            .unwrap()
            .line,
        3
    );
    entry(
        &imported,
        "POST /api/1/apps/orders/environments/acceptance/start",
    );
    assert!(!serde_json::to_string(&imported).unwrap().contains("k3y"));
}

#[test]
fn a_collection_and_an_environment_of_postman() {
    let source = ImportSource::Postman {
        file: Some("acceptance.postman_environment.json".to_owned()),
        text: r#"{"name":"acceptance","values":[
            {"key":"MX_Mail_Host","value":"smtp.example","enabled":true},
            {"key":"MXRUNTIME_SessionTimeout","value":"900000","enabled":false},
            {"key":"api_key","value":"k3y","type":"secret"}],
          "item":[{"name":"start","request":{"method":"POST","url":{"raw":"https://deploy.mendix.com/api/1/apps/orders/environments/{{mode}}/start"}}}]}"#
            .to_owned(),
    };
    let imported = read(&source, &options());
    let spec = environment(&imported);
    assert!(spec.constants.contains_key("Mail.Host"));
    assert!(
        spec.runtime_settings.is_empty(),
        "what is switched off is not read"
    );
    assert_eq!(outcome(&imported, "api_key"), ImportOutcome::Ignored);
    let Some(TargetSpec::MendixCloud {
        app_id,
        environment,
        ..
    }) = &spec.target
    else {
        panic!("{:?}", spec.target)
    };
    assert!(app_id.is_some() && environment.is_none());
    assert!(!serde_json::to_string(&imported).unwrap().contains("k3y"));
}

#[test]
fn pipelines_of_github_and_gitlab() {
    let github = ImportSource::Pipeline {
        file: Some("deploy.yml".to_owned()),
        text: r#"on: push
env:
  MXRUNTIME_SessionTimeout: "900000"
  NODE_VERSION: "20"
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/checkout@v4
    - name: run
      env:
        ADMIN_PASSWORD: ${{ secrets.ADMIN_PASSWORD }}
      run: |
        docker run -e MX_Mail_Host=smtp.example -e ADMIN_PASSWORD app
"#
        .to_owned(),
    };
    let imported = read(&github, &options());
    let spec = environment(&imported);
    assert!(spec.runtime_settings.contains_key("SessionTimeout"));
    assert!(spec.constants.contains_key("Mail.Host"));
    assert_eq!(outcome(&imported, "NODE_VERSION"), ImportOutcome::Ignored);
    let gitlab = ImportSource::Pipeline {
        file: Some(".gitlab-ci.yml".to_owned()),
        text: "variables:\n  MX_Mail_Host: {value: smtp.example, description: x}\n  DATABASE_URL: $DB_URL\ndeploy:\n  script:\n  - cf set-env orders TZ Europe/Amsterdam\n".to_owned(),
    };
    let imported = read(&gitlab, &options());
    let spec = environment(&imported);
    assert_eq!(spec.variables["TZ"], literal("Europe/Amsterdam"));
    assert_eq!(
        spec.database.as_ref().unwrap().url,
        Some(TextValue::SecretReference {
            reference: "env://DB_URL".to_owned()
        })
    );
}

#[test]
fn hostile_sources_are_refused_promptly_and_without_repeating_them() {
    let yaml = |text: String| ImportSource::Compose {
        file: Some("compose.yaml".to_owned()),
        text,
        service: None,
    };
    let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (new, old) in [
        ("b", "a"),
        ("c", "b"),
        ("d", "c"),
        ("e", "d"),
        ("f", "e"),
        ("g", "f"),
    ] {
        bomb.push_str(&format!(
            "{new}: &{new} [{}]\n",
            vec![format!("*{old}"); 10].join(",")
        ));
    }
    let many: String = (0..6_000).map(|n| format!("V{n}=1\n")).collect();
    let sources = [
        yaml(bomb),
        yaml("[".repeat(5_000)),
        yaml("services: {a: {}, a: {}}".to_owned()),
        yaml("services:\n\tx: 1".to_owned()),
        yaml("services: 1".to_owned()),
        yaml(String::new()),
        yaml("x: 1\n".repeat(400_000)),
        yaml("services: {one: {image: mendix/a}, two: {image: mendix/b}}".to_owned()),
        ImportSource::Postman {
            file: None,
            text: "[".repeat(100_000),
        },
        ImportSource::Postman {
            file: None,
            text: "{}".to_owned(),
        },
        ImportSource::Variables {
            file: None,
            text: many,
            dialect: None,
        },
        ImportSource::Kubernetes {
            file: None,
            text: "a: 1\n---\n".repeat(300),
            workload: None,
        },
        ImportSource::Operator {
            file: None,
            text: "kind: Pod".to_owned(),
        },
        ImportSource::CloudFoundry {
            file: None,
            text: "applications: [1, 2]".to_owned(),
            application: None,
        },
    ];
    for source in sources {
        let error = import_configuration(&source, &options()).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid, "{error:#}");
        assert!(error.to_string().len() < 600, "{error}");
    }
}
