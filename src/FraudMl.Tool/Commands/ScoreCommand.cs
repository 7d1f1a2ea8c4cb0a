using System.CommandLine;
using FraudMl.Tool.Shell;
using FraudMl.Tool.Stores;

namespace FraudMl.Tool.Commands;

/// <summary>Scores a file of transactions.</summary>
internal static class ScoreCommand
{
    public static ToolCommand Create()
    {
        var file = new Argument<string>("FILE") { Description = TransactionFile.Help };
        var model = new Option<string>("--model", "-m") { Required = true, HelpName = "URI", Description = NamedModel.Help };
        var output = new Option<string>("--output", "-o")
        {
            Required = true, HelpName = "FILE",
            Description = "The file with the scores: .csv, .csv.gz or .parquet; of a pattern, the folder.",
        };
        return new ToolCommand("score", "Scores transactions into a file.")
        {
            Remarks = "Files of any length, CSV or Parquet, each by its name: every column is kept, fraud_probability and fraud_decision "
                + "behind them. CSV becomes Parquet of texts. A pattern in quotes scores many files side by side into a folder; those "
                + "that are done are skipped.",
            Examples = ["fraudml score june.csv --model models:/creditcard-fraud@champion --output scores.csv",
                "fraudml score 'in/**/*.parquet' --model models:/creditcard-fraud@champion --output out"],
            Arguments = { file },
            Options = { model, output },
        }.Does(async (call, cancellationToken) =>
        {
            (string input, string scores) = (call.Get(file), call.Get(output));
            TransactionFile.Require(input);
            FraudModel loaded = await NamedModel.LoadAsync(call, call.Get(model), cancellationToken);
            if (TransactionFile.IsPattern(input))
            {
                ScoredFiles all = await call.Terminal.WhileAsync($"Scoring {input}", progress => Task.FromResult(
                    loaded.ScoreFiles(input, scores, progress: done => progress(done.Path), cancellationToken: cancellationToken)));
                call.Terminal.Answer(
                    new { Path = scores, all.RowCount, Scored = all.Scored.Count, Skipped = all.Skipped.Count }, $"{all}: {scores}");
                return;
            }

            ScoredFile scored = await call.Terminal.WhileAsync($"Scoring {input}", progress => Task.FromResult(loaded.ScoreFile(
                input, scores, progress: rows => progress($"{rows:N0} rows"), cancellationToken: cancellationToken)));
            string flagged = scored.FlaggedCount is { } count ? $", {count:N0} of them flagged" : "";
            call.Terminal.Answer(new { scored.Path, scored.RowCount, scored.FlaggedCount },
                $"{scored.RowCount:N0} transactions scored{flagged}: {scored.Path}");
        });
    }
}
