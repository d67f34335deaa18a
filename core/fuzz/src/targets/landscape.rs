//! Landscapes: no text panics, what is read comes back from its document, and edits change what they say and nothing else.

use mendix_deploy_offline::landscape::Landscape;
use serde_json::json;

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(landscape) = Landscape::parse(text, None) else {
        return;
    };
    for environment in landscape.environments() {
        drop(environment.origins());
        drop(environment.deviations());
    }
    let written = serde_json::to_string(landscape.document()).unwrap_or_default();
    let again = Landscape::parse(&written, None);
    assert!(
        again.is_ok_and(|again| again.document() == landscape.document()),
        "{written}"
    );
    if let Ok(formatted) = Landscape::format(text) {
        let again = Landscape::parse(&formatted, None);
        assert!(again.is_ok_and(|again| again.document() == landscape.document()));
        assert_eq!(Landscape::format(&formatted).ok(), Some(formatted));
    }
    // A quote in a name cannot be told from the end of it in a path.
    let names = landscape.document().apps.keys();
    for app in names.filter(|name| !name.contains('"')) {
        let path = format!("apps[\"{app}\"].description");
        if let Ok(edited) = Landscape::set_value(text, &path, &json!("edited: # yes")) {
            let edited = Landscape::parse(&edited, None);
            let mut wanted = landscape.document().clone();
            if let Some(app) = wanted.apps.get_mut(app) {
                app.description = Some("edited: # yes".to_owned());
            }
            assert!(edited.is_ok_and(|edited| *edited.document() == wanted));
        }
    }
}
