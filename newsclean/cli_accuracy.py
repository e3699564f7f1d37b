"""Commands for those who have labelled pages: score what newsclean makes of them, train its learned filter."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsclean import options as opt
from newsclean.command import app, guarded

GoldOption = Annotated[
    Path, typer.Option("--gold", metavar="FILE.jsonl", help="Known articles: a line with id and text for each.")
]
WorstOption = Annotated[
    int, typer.Option("--worst", metavar="N", min=0, help="How many of the worst documents to show.")
]
TrainingFolder = Annotated[Path, typer.Argument(metavar="DIR", help="Dumps and gold.jsonl, as in the README.")]
WeightsOption = Annotated[Path, typer.Option("-o", "--out", metavar="FILE.npz", help="Where the weights go.")]
FoldsOption = Annotated[
    int, typer.Option("--folds", metavar="N", min=0, help="Cross-validate by site first; 0: do not.")
]
EpochsOption = Annotated[int, typer.Option("--epochs", metavar="N", min=1, help="How often each page is seen.")]


@app.command()
@guarded
def score(
    inputs: Annotated[list[str], typer.Argument(metavar="DIR|FILE...", help="Dumps to clean and compare.")],
    gold: GoldOption,
    preset: opt.PresetOption = None,
    config: opt.ConfigOption = None,
    field: opt.FieldOption = None,
    disable: opt.DisableOption = None,
    worst: WorstOption = 5,
) -> None:
    """Say how well dumps whose articles are known are cleaned.

    Precision, recall and F1, how often each filter was right, and what was lost or left in the worst documents.
    """
    from newsclean.config import PipelineSpec
    from newsclean.config_file import discover
    from newsclean.evaluate import score_inputs
    from newsclean.messages import say
    from newsclean.readers import Options

    spec = PipelineSpec.load(preset, config or discover()).with_disabled(disable or ())
    found = score_inputs(inputs, gold, spec, Options(field=field), worst=worst, say=say)
    typer.echo("\n".join(found.lines))
    if found.failures or not found.documents:
        raise typer.Exit(1)


@app.command()
@guarded
def train(folder: TrainingFolder, out: WeightsOption, folds: FoldsOption = 3, epochs: EpochsOption = 7) -> None:
    """Train the learned filter on labelled pages.

    What it writes is the option ``weights`` of non_article.
    """
    from newsclean.errors import ConfigError

    try:
        from newsclean.training.fit import train_folder
    except ImportError as error:
        raise ConfigError(f"training needs more packages ({error.name}): pip install 'newsclean[train]'") from None
    train_folder(folder, out, epochs=epochs, folds=folds, say=typer.echo)
