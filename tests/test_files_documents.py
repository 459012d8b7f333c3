"""`extends`, the parts of the base pack, and how documents merge."""

from __future__ import annotations

from pathlib import Path

from game.files import load_scenario
from game.files.documents import merged, plain, resolve
from game.files.yaml_reader import Map, locate, parse_document
from tests.support.small_scenario import refusal_of, text_of, written

CAMPAIGN = Path(__file__).parents[1] / "scenarios" / "deir_al_zor.yaml"


def doc(text: str) -> Map:
    document, problems = parse_document(text, "x")
    assert document is not None
    assert not problems
    return document


def test_maps_merge_by_key_and_scalars_replace() -> None:
    over = merged(doc("a: {x: 1, y: 2}\nb: 3"), doc("a: {y: 4, z: 5}\nc: 6"))
    assert plain(over) == {"a": {"x": "1", "y": "4", "z": "5"}, "b": "3", "c": "6"}


def test_null_deletes() -> None:
    assert plain(merged(doc("a: {x: 1, y: 2}\nb: 3"), doc("a: {x: null}\nb: ~"))) == {"a": {"y": "2"}}


def test_lists_of_things_with_ids_merge_by_id_and_others_replace() -> None:
    under = doc("units: [{id: a, n: 1}, {id: b, n: 2}]\nsides: [x, y]")
    over = doc("units: [{id: c, n: 3}, {id: b, m: 4}]\nsides: [z]")
    assert plain(merged(under, over)) == {
        "units": [{"id": "a", "n": "1"}, {"id": "b", "n": "2", "m": "4"}, {"id": "c", "n": "3"}],
        "sides": ["z"],
    }


def test_merging_changes_neither_document() -> None:
    under, over = doc("a: {x: 1}"), doc("a: {x: null, y: 2}")
    merged(under, over)
    assert (plain(under), plain(over)) == ({"a": {"x": "1"}}, {"a": {"x": None, "y": "2"}})


def test_merged_values_keep_the_file_and_line_they_were_written_in(tmp_path: Path) -> None:
    (tmp_path / "mother.yaml").write_text("a: 1\nb:\n  c: 2\n")
    (tmp_path / "child.yaml").write_text("extends: mother\nb: {d: 3}\n")
    document, problems = resolve(tmp_path / "child.yaml")
    assert problems == []
    for path, file, line in ((("b", "c"), "mother.yaml", 3), (("b", "d"), "child.yaml", 2)):
        mark = locate(document, path)
        assert mark is not None
        assert (Path(mark.file).name, mark.line) == (file, line)


def test_a_scenario_may_change_a_figure_of_the_base_pack(tmp_path: Path) -> None:
    scenario = load_scenario(written(tmp_path, rules="{command: {group_size: 2}}"))
    assert scenario.setting.rules.command.group_size == 2
    assert scenario.setting.rules.command.group_radius == 3


def test_a_scenario_may_extend_another(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "short.yaml").write_text("extends: small\nid: short\ntitle: Short\nclock: {turns: 3}\n")
    scenario = load_scenario(tmp_path / "short.yaml")
    assert (scenario.setting.id, scenario.setting.clock.turns, scenario.setting.clock.turn_days) == (
        "short",
        3,
        7,
    )


def test_ways_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    for name in ("../secret", "/etc/passwd", "base/../../secret", "a\\\\b", "", "~root", "base//x", "[a, b]"):
        path = written(tmp_path, extends=f'"{name}"' if not name.startswith("[") else name)
        assert "E501" in [found.code for found in refusal_of(path)], name


def test_a_symbolic_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "outside.yaml"
    folder.mkdir()
    outside.write_text(text_of())
    (folder / "link.yaml").symlink_to(outside)
    path = folder / "x.yaml"
    path.write_text("extends: link\n")
    assert "E503" in [found.code for found in refusal_of(path)]


def test_a_scenario_that_is_not_there_is_named_with_a_suggestion(tmp_path: Path) -> None:
    (found,) = refusal_of(written(tmp_path, extends="base/syria_2071"))
    assert (found.code, found.line, "base/syria_2017" in found.help) == ("E502", 3, True)


def test_a_missing_base_is_one_problem_and_not_all_that_it_would_have_brought(tmp_path: Path) -> None:
    text = CAMPAIGN.read_text(encoding="utf-8").replace("extends: base/syria_2017", "extends: base/nothing")
    (tmp_path / "campaign.yaml").write_text(text, encoding="utf-8")
    assert [found.code for found in refusal_of(tmp_path / "campaign.yaml")] == ["E502"]


def test_cycles_and_long_chains_are_refused(tmp_path: Path) -> None:
    for n in range(6):
        (tmp_path / f"s{n}.yaml").write_text(f"extends: s{n + 1}\n")
    (tmp_path / "s6.yaml").write_text(text_of())
    (tmp_path / "snake.yaml").write_text("extends: tail\n")
    (tmp_path / "tail.yaml").write_text("extends: snake\n")
    assert "E505" in [found.code for found in refusal_of(tmp_path / "s0.yaml")]
    assert "E504" in [found.code for found in refusal_of(tmp_path / "snake.yaml")]
    written(tmp_path, extends="small")
    assert "E504" in [found.code for found in refusal_of(tmp_path / "small.yaml")]


def test_parts_are_files_of_the_pack_only(tmp_path: Path) -> None:
    written(tmp_path, parts="{rules: ../rules.yaml, weather: rules.yaml, terrain: none.yaml}")
    assert {"E503", "E506", "E001"} <= {found.code for found in refusal_of(tmp_path / "small.yaml")}


def test_templates_take_over_what_they_do_not_say(tmp_path: Path) -> None:
    own = "{my_bn: {extends: tiger_bn, attack: 5, name: Mine}}"
    units = "[{id: a, template: my_bn, faction: gov, hq: central, at: palmyra, name: A}]"
    types = load_scenario(written(tmp_path, templates=own, units=units)).setting.rules.types
    assert (types["my_bn"].attack, types["my_bn"].defence, types["my_bn"].move) == (5, 7, 20)


def test_templates_with_unknown_or_circular_parents_are_refused(tmp_path: Path) -> None:
    own = "{a_bn: {extends: tiger_bm}, b_bn: {extends: c_bn}, c_bn: {extends: b_bn}}"
    problems = refusal_of(written(tmp_path, templates=own))
    assert {"E204", "E205"} <= {found.code for found in problems}
    assert "did you mean 'tiger_bn'?" in [found.help for found in problems]
