using System.CommandLine;
using CreditCard;
using FraudMl;
using FraudMl.Mlflow;
using Spectre.Console;

var data = new Option<FileInfo?>("--data") { Description = "A CSV, plain or .gz, with the columns Time,V1..V28,Amount,Class. Default: "
    + "50,000 generated transactions." };
var output = new Option<DirectoryInfo>("--output") { Description = "The folder for everything that is written.",
    DefaultValueFactory = _ => new DirectoryInfo("creditcard-output") };
var budget = new Option<string>("--budget") { Description = "What tuning may cost: trials (8), or time (30s, 5m). With a time, results "
    + "depend on the machine's speed.", DefaultValueFactory = _ => "8" };
var seed = new Option<int>("--seed") { Description = "The seed of everything random.", DefaultValueFactory = _ => 42 };
var register = new Option<DirectoryInfo?>(
    "--register") { Description = "Only register the model that an earlier job wrote into this folder." };
var oneCall = new Option<bool>("--one-call") { Description = "Make a model by AutoML.RunAsync within the same budget, too." };
var serve = new Option<bool>("--serve") { Description = "Keep serving the model after the job, until Ctrl+C." };

var command = new RootCommand("Explores card transactions, compares, tunes, tracks and deploys a fraud model.") { data, output, budget,
    seed, oneCall, serve, register };
command.SetAction(async (parsed, cancellationToken) =>
{
    if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 120;
    try
    {
        var options = new JobOptions(
            parsed.GetValue(data)?.FullName, parsed.GetValue(output)!.FullName, JobOptions.ParseBudget(parsed.GetValue(budget)!),
            parsed.GetValue(seed), parsed.GetValue(serve),
            parsed.GetValue(register)?.FullName) { OneCall = parsed.GetValue(oneCall) };
        await new CreditCardJob(options).RunAsync(cancellationToken);
        return 0;
    }
    catch (OperationCanceledException)
    {
        AnsiConsole.MarkupLine("[yellow]Stopped.[/] Everything that was finished is kept.");
        return 130;
    }
    catch (Exception problem) when (problem is FraudMlException or MlflowException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"error: {problem.Message}");
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
