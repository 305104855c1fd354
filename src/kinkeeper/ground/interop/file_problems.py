"""A file that cannot be used, said in a sentence."""

from kinkeeper.ground.interop.said import Said


class FileProblem(ValueError):
    """`said` is the sentence; `str()` gives it in the language that is active when shown."""

    def __init__(self, sentence: Said) -> None:
        super().__init__(sentence.text)
        self.said = sentence

    def __str__(self) -> str:
        return str(self.said)
