"""What an environment wants, with its origins and deviations, as values of Python."""

from __future__ import annotations

import mendix_deploy as mxd
from mendix_deploy import landscapes

TEXT = """version: 1
defaults:
  database: {engine: postgresql, host: db.example, password: planted-9c1}
  runtimeSettings: {SessionTimeout: 600000, EnableKeepAlive: true, Metrics.Registries: [{type: jmx}]}
apps:
  orders:
    target: docker
    environments:
      production:
        logging: {level: debug}
        scaling: {replicas: 2}
        delivery: {branches: [main]}
"""


def test_every_inherited_key_is_a_property():
    production = mxd.Landscape.parse(TEXT).environment("orders/production")
    assert production.database.host == "db.example"
    assert production.scaling.replicas == 2
    assert production.storage is None
    assert production.tags == ()
    settings = production.runtime_settings
    assert settings["SessionTimeout"] == landscapes.NumberSetting(value="600000")
    assert settings["EnableKeepAlive"] == landscapes.BooleanSetting(value=True)
    assert settings["Metrics.Registries"].value == '[{"type":"jmx"}]'
    assert "planted" not in repr(production.database)


def test_origins_and_deviations_are_told_with_their_place():
    landscape = mxd.Landscape.parse(TEXT, file="l.yaml")
    production = landscape.environment("orders/production")
    origin = production.origin("logging.level")
    assert (origin.path, origin.location.line) == ("apps.orders.environments.production.logging.level", 10)
    assert production.origin("logging.nodes") is None
    assert "database.host" in [origin.key for origin in production.origins]
    (deviation,) = production.deviations
    assert (deviation.aspect, deviation.actual) == (landscapes.TierAspect.LOGGING, "debug")
    assert production.preset.tier == landscapes.Tier.PRODUCTION
    assert [found.address for found in landscape.app("orders").environments_of_branch("main")] == ["orders/production"]


def test_tiers_plans_and_sizes_are_data():
    assert [preset.tier.value for preset in mxd.tier_presets()] == ["development", "test", "acceptance", "production"]
    assert [plan.name for plan in mxd.plan_catalogue()] == ["S", "M", "L", "XL", "XXL"]
    assert mxd.sizing_advice(101).requests.cpu_millicores == 1000
