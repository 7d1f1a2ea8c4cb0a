using System.CommandLine;
using System.Text.Json;
using FraudMl.Reporting;
using FraudMl.Tool.Shell;
using FraudMl.Tool.Stores;

namespace FraudMl.Tool.Commands;

/// <summary>Looks at a file of transactions.</summary>
internal static class ProfileCommand
{
    public static ToolCommand Create()
    {
        var file = new Argument<string>("FILE") { Description = TransactionFile.Help };
        var label = new Option<string>("--label") { HelpName = "COLUMN", Description = "The column that is true for frauds." };
        var positive = new Option<string>("--positive") { HelpName = "VALUE", Description = "The label's text that means fraud." };
        var time = new Option<string>("--time") { HelpName = "COLUMN", Description = "The column with the time of a transaction." };
        var unit = new Option<TimeUnit>("--unit")
        {
            HelpName = "UNIT", Description = "The unit of a time in numbers.", DefaultValueFactory = _ => TimeUnit.Seconds,
        };
        var keys = new Option<string[]>("--key")
        {
            HelpName = "COLUMN", Description = "A column that names a card, customer or the like; may be repeated.",
        };
        var html = new Option<string>("--html") { HelpName = "FILE", Description = "Writes the whole profile as one page." };
        return new ToolCommand("profile", "Finds leaks, drift, duplicates and empty columns in transactions.")
        {
            Remarks = "With a label it tells how well each column alone ranks frauds, with a time how stable it is.",
            Examples =
            [
                "fraudml profile transactions.csv --label IsFraud --time At --key CardId",
                "fraudml profile transactions.parquet --label IsFraud --html profile.html",
            ],
            Arguments = { file },
            Options = { label, positive, time, unit, keys, html },
        }.Does(async (call, cancellationToken) =>
        {
            string path = call.Get(file);
            TransactionFile.Require(path);
            Dataset data = await call.Terminal.WhileAsync($"Reading {path}", () => TransactionFile.Read(path, schema =>
            {
                if (call.Get(label) is { } name) schema = schema.Label(name, call.Get(positive));
                if (call.Get(time) is { } at) schema = schema.Timestamp(at, call.Get(unit));
                return call.Get(keys).Aggregate(schema, (known, key) => known.Key(key));
            }));
            DatasetProfile profile = await call.Terminal.WhileAsync($"Profiling {data.RowCount} rows",
                () => data.Profile(cancellationToken: cancellationToken));
            call.Terminal.Answer(call.Terminal.IsJson ? JsonSerializer.Deserialize<JsonElement>(profile.ToJson()) : default,
                profile.ToString());
            if (call.Get(html) is not { } page) return;
            await File.WriteAllTextAsync(page, Report.Profile(profile), cancellationToken);
            call.Terminal.Note($"The page is {page}.");
        });
    }
}
