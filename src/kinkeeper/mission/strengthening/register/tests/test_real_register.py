"""The register of the shared test data, where it lies beside the project."""

from pathlib import Path

import pytest

from kinkeeper.ground.interop.models import Source
from kinkeeper.ground.interop.queries import kinds_of
from kinkeeper.ground.records.models import Change
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.strengthening.models import TargetPerson
from kinkeeper.mission.strengthening.register.tests.make import imported

ROOT = Path(__file__).resolve().parents[6]
FILE = ROOT.parent / "shared" / "data" / "registers" / "registre_recorde.xlsx"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the shared test data are not here")


def test_the_whole_register_enters_exactly_and_a_second_time_nothing(cast, stage):
    batch = imported(FILE, by=cast.mariam, under=stage.kita)
    assert Family.objects.count() == 190
    assert TargetPerson.objects.filter(part="child").count() == 905
    assert TargetPerson.objects.filter(part="caregiver").count() == 289
    assert Person.objects.count() == 905 + 289
    assert {k.kind: k.count for k in kinds_of(batch)} == {"double": 23, "maybe": 4, "entry": 12}
    assert (batch.total, batch.counts["doubles"], batch.counts["aside"]) == (933, 23, 8)
    children = TargetPerson.objects.filter(part="child").values("person")
    assert Source.objects.filter(record__in=children).count() == 928
    held = set(Source.objects.values_list("record", flat=True))
    assert set(Person.objects.values_list("pk", flat=True)) <= held
    before = Change.objects.count()
    assert imported(FILE, by=cast.mariam).result["ledger"] == 0
    assert Change.objects.count() == before
