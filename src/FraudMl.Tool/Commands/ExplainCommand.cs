using System.CommandLine;
using System.Globalization;
using FraudMl.Tool.Shell;
using FraudMl.Tool.Stores;

namespace FraudMl.Tool.Commands;

/// <summary>Says why transactions are scored as they are.</summary>
internal static class ExplainCommand
{
    public static ToolCommand Create()
    {
        var file = new Argument<string>("FILE") { Description = TransactionFile.Help };
        var model = new Option<string>("--model", "-m") { Required = true, HelpName = "URI", Description = NamedModel.Help };
        var top = new Option<int>("--top") { HelpName = "COUNT", Description = "Reasons for each row.", DefaultValueFactory = _ => 3 };
        var rows = new Option<int>("--rows")
        {
            HelpName = "COUNT", Description = "How many rows of the file, from the first on.", DefaultValueFactory = _ => 20,
        };
        foreach (Option<int> count in new[] { top, rows })
        {
            count.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && int.TryParse(token.Value, out int value) && value < 1)
                    result.AddError($"{count.Name} must be at least 1. Got {value} instead");
            });
        }

        return new ToolCommand("explain", "Says what raises and lowers the score of transactions.")
        {
            Remarks = "Reasons are exact shares of the score (TreeSHAP), in log-odds: what raises it has a plus.",
            Examples = ["fraudml explain alerts.csv --model models:/creditcard-fraud@champion --top 5"],
            Arguments = { file },
            Options = { model, top, rows },
        }.Does(async (call, cancellationToken) =>
        {
            string path = call.Get(file);
            TransactionFile.Require(path);
            FraudModel loaded = await NamedModel.LoadAsync(call, call.Get(model), cancellationToken);
            IReadOnlyList<Explanation> explained = await call.Terminal.WhileAsync($"Explaining {path}",
                () => loaded.Explain(TransactionFile.Read(path, loaded).Head(call.Get(rows)), call.Get(top)));
            call.Terminal.Answer(
                explained.Select((row, i) => new { Row = i + 1, row.Probability, row.Reasons }),
                string.Join('\n', explained.SelectMany((row, i) => Lines(i + 1, row))));
        });
    }

    private static IEnumerable<string> Lines(int number, Explanation row) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"row {number}: {row.Probability:0.0000}"),
        .. row.Reasons.Select(reason =>
            string.Create(CultureInfo.InvariantCulture, $"  {reason.Contribution:+0.000;-0.000} {reason.Text}")),
    ];
}
