//! Values that may be credentials are data, and no `Debug` prints them.

use mendix_deploy_model::{
    cloud::{ConstantSetting, Settings},
    landscapes::ConstantValue,
    models::ModelConstant,
    packages::{ArchiveSpec, Constant, ConstantType},
    plans::{ConstantWrite, SavedConstant, SettingValue},
};

const PLANTED: &str = "planted-secret-in-a-model";

#[test]
fn private_fields_are_not_printed() {
    let planted = || Some(PLANTED.to_owned());
    let constant = Constant {
        name: "Mail.Password".to_owned(),
        constant_type: ConstantType::String,
        default_value: planted(),
        description: String::new(),
    };
    let setting = ConstantSetting {
        name: "Mail.Password".to_owned(),
        data_type: None,
        value: planted(),
        deployed_value: planted(),
    };
    let settings = Settings {
        constants: vec![setting.clone()],
        custom_settings: vec![
            serde_json::json!({"com.mendix.storage.s3.SecretAccessKey": PLANTED}),
        ],
        scheduled_events: vec![],
    };
    let literal = ConstantValue::Literal {
        value: PLANTED.to_owned(),
        acknowledged: false,
    };
    let write = ConstantWrite {
        name: "Mail.Password".to_owned(),
        value: SettingValue::LiteralValue {
            text: PLANTED.to_owned(),
        },
        skip_if_absent: false,
    };
    let saved = SavedConstant {
        name: "Mail.Password".to_owned(),
        kept: true,
        value: planted(),
    };
    let model = ModelConstant {
        id: None,
        name: "Mail.Password".to_owned(),
        constant_type: ConstantType::String,
        exposed_to_client: None,
        default_value: planted(),
    };
    let spec = ArchiveSpec::default().constants(vec![constant.clone()]);
    for shown in [
        format!("{constant:?} {constant:#?}"),
        format!("{setting:?} {setting:#?}"),
        format!("{settings:?} {settings:#?}"),
        format!("{write:?} {write:#?}"),
        format!("{saved:?} {saved:#?}"),
        format!("{model:?} {model:#?}"),
        format!("{spec:?} {spec:#?}"),
    ] {
        assert!(!shown.contains(PLANTED), "{shown}");
        assert!(shown.contains("Mail.Password"), "{shown}");
    }
    assert_eq!(
        format!("{literal:?}"),
        "Literal { value: ***, acknowledged: false }"
    );
    assert_eq!(
        format!("{:?}", ConstantValue::EmptyOnPurpose),
        "EmptyOnPurpose"
    );
    assert!(
        serde_json::to_string(&settings).unwrap().contains(PLANTED),
        "it is data like any other"
    );
}
