//! Plans and classes of sizes, as data.

use mendix_deploy_model::landscapes::{
    HorizontalScaling, PlanSize, ResourceAmount, SizingAdvice, SizingClass,
};

/// The plans of Mendix Cloud, the smallest first, as the deployment guide lists them. The platform's scale API grants more
/// than the guide says: `horizontal` is the guide's word.
#[must_use]
pub fn plan_catalogue() -> Vec<PlanSize> {
    let rows = [
        ("S", None, 1, HorizontalScaling::No),
        ("M", Some(1), 2, HorizontalScaling::No),
        ("L", Some(2), 4, HorizontalScaling::No),
        ("XL", Some(4), 8, HorizontalScaling::No),
        ("XXL", Some(8), 16, HorizontalScaling::Ask),
    ];
    let plan = |(name, cpus, gibibytes, horizontal): (&str, Option<u32>, u32, _)| PlanSize {
        name: name.to_owned(),
        cpus,
        memory_mebibytes: gibibytes * 1024,
        horizontal,
    };
    rows.into_iter().map(plan).collect()
}

/// The class of an application with this many entities.
fn sizing_class(entities: u32) -> SizingClass {
    match entities {
        0..20 => SizingClass::Simple,
        20..=100 => SizingClass::Medium,
        _ => SizingClass::Complex,
    }
}

/// What an application with this many entities is recommended to get on Kubernetes.
#[must_use]
pub fn sizing_advice(entities: u32) -> SizingAdvice {
    let sizing = sizing_class(entities);
    let amount = |cpu_millicores: u32, gibibytes_by_two: u32| {
        ResourceAmount::default()
            .cpu_millicores(cpu_millicores)
            .memory_mebibytes(gibibytes_by_two * 512)
    };
    let (requests, limits) = match sizing {
        SizingClass::Simple => (amount(250, 1), amount(500, 2)),
        SizingClass::Medium => (amount(500, 2), amount(1000, 4)),
        SizingClass::Complex => (amount(1000, 4), amount(2000, 8)),
    };
    SizingAdvice {
        sizing,
        requests,
        limits,
    }
}
