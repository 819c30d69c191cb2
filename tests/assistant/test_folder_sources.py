"""Folders as sources: what is new, changed, gone and back, and what is not opened at all."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import UsageError
from corpus.errors import ArticleNotFoundError
from corpus.source import SourceKind
from tests.small_world import SmallWorld, titles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles."""
    place = tmp_path / "articles"
    place.mkdir()
    write(place / "bridge.txt", "The Quay Bridge was shut on Friday.")
    write(place / "milk.txt", "Milk was poured away for a month.")
    return place


def write(path: Path, text: str, *, seconds: int = 0) -> None:
    """Write a file with a time of its own; a text has the file's name for its title."""
    path.write_text(f"{path.stem}\n\n{text}" if path.suffix == ".txt" else text, encoding="utf-8")
    os.utime(path, (1_700_000_000 + seconds, 1_700_000_000 + seconds))


def texts(assistant: Assistant) -> list[str]:
    return sorted(version.article.text for version in assistant.articles())


def test_a_folder_is_read_when_it_is_added(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        source = assistant.add_source(str(folder))

        assert (source.kind, source.title, source.last_result) == (SourceKind.FOLDER, "articles", "2 added")
        assert titles(assistant) == ["bridge", "milk"]


def test_an_unchanged_file_is_not_opened(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        source = assistant.add_source(str(folder))
        embedded = len(world.embedder.embedded)
        write(folder / "bridge.txt", "Not one word of this will be seen.!")  # as long as before, with the old time

        collected = assistant.update_source(source.id)

        assert (collected.report.unchanged, collected.line) == (2, "2 unchanged")
        assert len(world.embedder.embedded) == embedded
        assert "The Quay Bridge was shut on Friday." in texts(assistant)


def test_a_changed_file_is_a_new_version_and_a_new_one_an_article(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        source = assistant.add_source(str(folder))
        write(folder / "bridge.txt", "The Quay Bridge was opened on Monday.", seconds=5)
        write(folder / "lamp.txt", "The lamps were lit again.")

        collected = assistant.update_source(source.id)

        assert collected.line == "1 added, 1 changed, 1 unchanged"
        [bridge] = [version for version in assistant.articles() if version.article.title == "bridge"]
        assert bridge.article.text == "The Quay Bridge was opened on Monday."
        assert len(assistant.versions(bridge.article.id)) == 2


def test_a_file_that_vanished_is_retired_and_comes_back_with_it(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        source = assistant.add_source(str(folder))
        (folder / "milk.txt").unlink()

        gone = assistant.update_source(source.id)
        after = titles(assistant)
        again = assistant.update_source(source.id)
        write(folder / "milk.txt", "Milk was poured away for a month.")
        back = assistant.update_source(source.id)

        assert (gone.line, after, again.line) == ("1 unchanged, 1 retired", ["bridge"], "1 unchanged")
        assert (back.line, titles(assistant)) == ("1 unchanged, 1 restored", ["bridge", "milk"])


@pytest.mark.parametrize("missing", ["unmounted", "emptied"])
def test_a_folder_that_is_gone_or_empty_all_at_once_retires_nothing(
    world: SmallWorld, folder: Path, missing: str
) -> None:
    with world.open() as assistant:
        source = assistant.add_source(str(folder))
        aside = folder.rename(folder.with_name("aside"))
        if missing == "emptied":
            folder.mkdir()

        away = assistant.update_source(source.id)
        kept = titles(assistant)
        if missing == "emptied":
            folder.rmdir()
        aside.rename(folder)
        back = assistant.update_source(source.id)

        assert "its articles are kept" in (away.failure or "")
        assert kept == ["bridge", "milk"]
        assert (back.failure, back.line) == (None, "2 unchanged")


def test_a_file_that_cannot_be_read_has_a_reason_until_it_changes(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        write(folder / "broken.pdf", "this is no PDF")
        source = assistant.add_source(str(folder))
        [state] = assistant.sources()
        quiet = assistant.update_source(source.id)
        write(folder / "broken.pdf", "%PDF-1.4 neither is this", seconds=9)
        changed = assistant.update_source(source.id)

        assert [entry.reason for entry in state.troubles] == [
            "its name says PDF but its content does not: it is damaged or misnamed"
        ]
        assert (quiet.report.unchanged, quiet.report.skipped) == (3, [])
        assert [Path(skipped.name).name for skipped in changed.report.skipped] == ["broken.pdf"]


def test_an_article_that_left_a_file_of_many_is_retired(world: SmallWorld, folder: Path) -> None:
    lines = ['{"id": "a", "title": "A", "text": "First."}\n', '{"id": "b", "title": "B", "text": "Second."}\n']
    with world.open() as assistant:
        write(folder / "two.jsonl", "".join(lines))
        source = assistant.add_source(str(folder))
        before = titles(assistant)
        write(folder / "two.jsonl", lines[1], seconds=9)
        collected = assistant.update_source(source.id)

        assert before == ["A", "B", "bridge", "milk"]
        assert collected.report.retired == ["a"]
        assert titles(assistant) == ["B", "bridge", "milk"]


def test_an_article_that_stands_in_two_files_stays_while_one_of_them_does(world: SmallWorld, folder: Path) -> None:
    line = '{"id": "a", "title": "A", "text": "First."}\n'
    with world.open() as assistant:
        write(folder / "one.jsonl", line)
        write(folder / "two.jsonl", line)
        source = assistant.add_source(str(folder))
        (folder / "one.jsonl").unlink()
        assistant.update_source(source.id)
        kept = titles(assistant)
        (folder / "two.jsonl").unlink()
        assistant.update_source(source.id)

        assert (kept, titles(assistant)) == (["A", "bridge", "milk"], ["bridge", "milk"])


def test_what_somebody_deleted_is_not_brought_back_by_its_source(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        source = assistant.add_source(str(folder))
        [milk] = [version.article.id for version in assistant.articles() if version.article.title == "milk"]
        assistant.remove(milk)
        write(folder / "milk.txt", "Milk was poured away for a year.", seconds=9)
        assistant.update_source(source.id)
        kept_away = titles(assistant)
        assistant.add([folder / "milk.txt"])

        assert (kept_away, titles(assistant)) == (["bridge"], ["bridge", "milk"])


def test_a_removed_source_leaves_its_articles(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        source = assistant.add_source(str(folder))
        assistant.remove_source(source.id)

        assert (assistant.sources(), titles(assistant)) == ([], ["bridge", "milk"])


def test_a_retired_article_is_in_no_answer_and_still_kept(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        source = assistant.add_source(str(folder))
        before = assistant.ask("How long was milk poured away?")
        (folder / "milk.txt").unlink()
        assistant.update_source(source.id)
        after = assistant.ask("How long was milk poured away?")
        [cited] = {citation.article_id for citation in before.citations}

        assert (before.outcome, after.outcome) == ("answered", "refused")
        assert len(assistant.versions(cited)) == 1
        with pytest.raises(ArticleNotFoundError):
            assistant.article(cited)


def test_an_update_that_was_stopped_goes_on_where_it_was(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        for number in range(10):
            write(folder / f"more{number}.txt", f"More, number {number}.")
        source = assistant.keeper.add(str(folder)).source
        looks = iter(range(100))
        stopped = assistant.update_source(source.id, stopped=lambda: next(looks) >= 8)
        taken_in = len(titles(assistant))
        rest = assistant.update_source(source.id)

        assert stopped.stopped
        assert 0 < taken_in < 12
        assert (len(rest.report.added), rest.report.unchanged) == (12 - taken_in, taken_in)
        assert [job.state for job in assistant.jobs(2)] == ["done", "stopped"]


def test_names_that_are_no_utf8_are_no_trouble(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        odd = os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")
        Path(odd).write_text("Coffee was scarce.", encoding="utf-8")
        source = assistant.add_source(str(folder))

        assert source.last_result == "3 added"
        assert assistant.update_source(source.id).line == "3 unchanged"


@pytest.mark.parametrize("place", ["around it", "itself", "in it", "a link to what is around it"])
def test_a_folder_that_holds_the_library_or_lies_in_it_is_not_watched(world: SmallWorld, place: str) -> None:
    with world.open() as assistant:
        data = Path(assistant.status().data_directory)
        (data / "articles").mkdir()
        (world.directory / "link").symlink_to(data.parent)
        wanted = {
            "around it": data.parent,
            "itself": data,
            "in it": data / "articles",
            "a link to what is around it": world.directory / "link",
        }
        with pytest.raises(UsageError, match="cannot be watched: this library's own files are kept in"):
            assistant.add_source(str(wanted[place]))

        assert assistant.sources() == []


def test_the_library_itself_is_left_out_where_the_folder_around_it_is_added(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        data = Path(assistant.status().data_directory)
        (data / "notes.txt").write_text("Notes\n\nThis lies among the library's own files.", encoding="utf-8")
        report = assistant.add([folder.parent])

        assert titles(assistant) == ["bridge", "milk"]
        assert [(skipped.name, skipped.reason) for skipped in report.skipped] == [
            (str(data), "it holds this library itself, whose files are no articles; it is left out")
        ]


def test_a_library_that_was_moved_into_a_watched_folder_is_left_out(world: SmallWorld, folder: Path) -> None:
    with world.open() as assistant:
        source = assistant.add_source(str(folder))
    world.directory.joinpath("data").rename(folder / "data")
    moved = replace(world, directory=folder)
    with moved.open() as assistant:
        (folder / "data" / "notes.txt").write_text("Notes\n\nThis lies among the library's own.", encoding="utf-8")
        result = assistant.update_source(source.id)

        assert (result.line, titles(assistant)) == ("2 unchanged", ["bridge", "milk"])
        assert ["it holds this library itself" in note for note in result.notes] == [True]
