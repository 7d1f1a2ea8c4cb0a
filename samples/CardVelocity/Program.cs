using System.CommandLine;
using CardVelocity;
using FraudMl;
using Spectre.Console;

var data = new Option<FileInfo[]>("--data") { Description = "CSV files, plain or .gz, of the Handbook's or Sparkov's layout; several, such "
    + "as months, are put together. Default: generated payments.", AllowMultipleArgumentsPerToken = true };
var output = new Option<DirectoryInfo>("--output") { Description = "The folder for everything that is written.",
    DefaultValueFactory = _ => new DirectoryInfo("cardvelocity-output") };
var seed = new Option<int>("--seed") { Description = "The seed of everything random.", DefaultValueFactory = _ => 42 };

var command = new RootCommand("From raw card transactions through velocity features and encoders to a model, validated as production "
    + "works.") { data, output, seed };
command.SetAction((parsed, cancellationToken) =>
{
    if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 120;
    try
    {
        string[] files = [.. (parsed.GetValue(data) ?? []).Select(file => file.FullName)];
        new CardVelocityJob(files, parsed.GetValue(output)!.FullName, parsed.GetValue(seed))
            .Run(cancellationToken);
        return Task.FromResult(0);
    }
    catch (OperationCanceledException)
    {
        AnsiConsole.MarkupLine("[yellow]Stopped.[/]");
        return Task.FromResult(130);
    }
    catch (Exception problem) when (problem is FraudMlException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"error: {problem.Message}");
        return Task.FromResult(1);
    }
});
return await command.Parse(args).InvokeAsync();
