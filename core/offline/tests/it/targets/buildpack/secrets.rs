//! No value that may be a secret leaves in a message, whatever goes wrong.

use mendix_deploy_model::packages::ConstantType::{Integer, String as Text};
use mendix_deploy_offline::targets::EffectiveConfiguration;

use super::{Case, bare, case};

/// Stands where a secret stands.
const PLANTED: &str = "pl4nted-s3cret";

fn told(case: Case) -> String {
    let answer = case.run().0;
    let names: Vec<String> = answer
        .values
        .iter()
        .map(|value| value.name.clone())
        .collect();
    let handle = EffectiveConfiguration::new(answer);
    let mut told = format!(
        "{handle:?} {:?} {:?} {:?} {:?}",
        handle.data(),
        handle.findings(),
        handle.start_failure(),
        handle.data().lost
    );
    for name in names
        .iter()
        .map(String::as_str)
        .chain(["DatabasePassword", "Nope"])
    {
        let explanation = handle.explain(name);
        told.push_str(&explanation.sentence);
        told.push_str(&explanation.lost.join(" "));
        told.push_str(&format!("{explanation:?}"));
    }
    told
}

#[test]
fn a_planted_secret_is_never_told() {
    let url = format!("postgres://u:{PLANTED}@h/m");
    let raw_at = format!("postgres://u:a@{PLANTED}@h/m");
    let broken = format!("oracle://u:{PLANTED}@h/m");
    let json = format!("{{\"M.A\": \"{PLANTED}\"");
    let whole = format!("{{\"M.A\": \"{PLANTED}\", \"Other\": \"{PLANTED}\"}}");
    let certificates = format!("[{{\"pfx\": \"AAAA\", \"password\": \"{PLANTED}\"}}]");
    let services = format!(
        "{{\"amazon-s3\": [{{\"credentials\": {{\"bucket\": \"b\", \"access_key_id\": \"{PLANTED}\", \"secret_access_key\": \"{PLANTED}\"}}}}]}}"
    );
    let model = [("M.A", Text, Some(PLANTED)), ("M.N", Integer, Some("1"))];
    let cases: Vec<Case> = vec![
        bare(&[
            ("DATABASE_URL", &url),
            ("DATABASE_CONNECTION_PARAMS", &whole),
        ]),
        bare(&[("DATABASE_URL", &raw_at)]),
        bare(&[("DATABASE_URL", &broken)]),
        bare(&[("DATABASE_URL", PLANTED)]),
        bare(&[("DATABASE_URL", &url)]).docker(),
        bare(&[
            ("MXRUNTIME_DatabasePassword", PLANTED),
            ("DATABASE_URL", &url),
        ]),
        case(&[("CONSTANTS", &json)]).constants(&model),
        case(&[("CONSTANTS", &whole)]).constants(&model),
        case(&[
            ("MX_M_A", PLANTED),
            ("MX_M_Nope", PLANTED),
            ("MX_M_N", PLANTED),
        ])
        .constants(&model),
        case(&[("MX_M_A", PLANTED)]).constants(&model),
        case(&[
            ("MXRUNTIME_M.A", PLANTED),
            ("CUSTOM_RUNTIME_SETTINGS", &whole),
        ])
        .constants(&model),
        case(&[("MXRUNTIME_MicroflowConstants", PLANTED)]).constants(&model),
        case(&[
            ("ADMIN_PASSWORD", PLANTED),
            ("DEBUGGER_PASSWORD", PLANTED),
            ("LICENSE_KEY", PLANTED),
        ]),
        case(&[("ADMIN_PASSWORD", PLANTED), ("M2EE_PASSWORD", PLANTED)]),
        case(&[
            ("S3_SECRET_ACCESS_KEY", PLANTED),
            ("S3_BUCKET_NAME", "b"),
            ("S3_ACCESS_KEY_ID", PLANTED),
        ]),
        case(&[
            ("S3_TVM_PASSWORD", PLANTED),
            ("S3_ENCRYPTION_KEYS", PLANTED),
        ]),
        case(&[]).services(&services),
        case(&[("CLIENT_CERTIFICATES", &certificates)]),
        case(&[("CLIENT_CERTIFICATES", PLANTED)]),
        case(&[("CERTIFICATE_AUTHORITIES", PLANTED)]),
        case(&[("JAVA_OPTS", PLANTED)]),
        case(&[(
            "JAVA_OPTS",
            &format!("[\"-Dhttp.proxyPassword={PLANTED}\"]"),
        )]),
        case(&[("HTTP_RESPONSE_HEADERS", PLANTED), ("PORT", PLANTED)]),
        case(&[("LOGGING_CONFIG", PLANTED)]),
    ];
    for (number, case) in cases.into_iter().enumerate() {
        let told = told(case);
        assert!(!told.contains(PLANTED), "case {number}: {told}");
    }
}
