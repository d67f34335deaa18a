//! Whatever the text, the answer is a landscape or an error.

use mendix_deploy_offline::landscape::Landscape;
use proptest::prelude::*;

const SOUND: &str = "version: 1
defaults: {constants: {A.One: x}}
apps:
  orders:
    preset: twoEnvironments
    environments:
      production:
        constants: {A.Two: 'y', B.Three: {kind: literal, value: z}}
        scheduledEvents: [A.Daily]
        verify: {checks: [{path: /health, status: 200}]}
";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_is_answered(text in "[ -~\n\t\u{e9}\u{301}:\\[\\]{}&*!|>'\"%@`#,?-]{0,300}") {
        let _ = Landscape::parse(&text, None);
    }

    #[test]
    fn a_damaged_landscape_is_answered(at in 0..SOUND.len(), len in 0..6_usize, with in "[ -~\n]{0,4}") {
        let mut text = SOUND.to_owned();
        let end = (at + len).min(text.len());
        text.replace_range(at..end, &with);
        if let Ok(landscape) = Landscape::parse(&text, None) {
            for environment in landscape.environments() {
                prop_assert!(landscape.environment(environment.address().as_str()).is_ok());
            }
        }
    }
}
