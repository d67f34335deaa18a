"""A trace, from the outside."""

from __future__ import annotations

import mendix_deploy as mxd


def test_a_version_leads_to_commits_and_stories() -> None:
    with mxd.Emulator() as platform, platform.client() as client:
        newest, *_, oldest = list(client.repository.commits("orders", "main"))[:6]
        trace = client.repository.trace("orders", f"2.0.0.{newest.id[:8]}", since=f"1.0.0.{oldest.id[:8]}")
        assert isinstance(trace, mxd.cloud.Trace)
        assert (trace.branch, trace.revision) == ("main", newest.id[:8])
        assert [commit.message for commit in trace.commits] == [f"Change {number} on main" for number in range(40, 35, -1)]
        assert [(story.id, story.title) for story in trace.stories] == [("1000", "Story 0")]
        assert trace.unknown == ()
        local = client.repository.trace("orders", "unversioned")
        assert (local.commits, len(local.unknown)) == ((), 1)
        assert len(list(client.repository.stories("orders"))) == 25
