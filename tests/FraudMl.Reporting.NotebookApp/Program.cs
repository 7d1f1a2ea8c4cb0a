using FraudMl;
using FraudMl.Reporting.Tests;
using static FraudMl.Reporting.Notebook;

Start();
Console.WriteLine("before the first mark");

// %% [markdown]
// # A small script
//
// With a *word*, a table and <b>no HTML</b>.
//
// | a | b |
// |---|---|
// | 1 | 2 |

// %% Data
Dataset data = Sample.Data(400);
Console.WriteLine("the data is made");
Show(data, rows: 2);
Printed("by a function");

// %% Profile
DatasetProfile profile = data.Profile();
Show(profile);
Show(profile["V1"]);
await Task.Yield();
Console.WriteLine("after a yield");

// %% [python]
// # Python's own comment
// print("not run here")

// %% Model
TrialCompleted[] trials = Sample.Trials(3);
Show(Leaderboard.Of(trials, trials[0].Trial, Metrics.AveragePrecision));
Show(Sample.Winner().Evaluation!);
Show(trials.Select(trial => new { trial.Trial.Number, Name = trial.Trial.Name }), "Trials");
ShowMarkdown($"**{trials.Length}** trials");
Console.Error.WriteLine("\u001b[31ma warning\u001b[0m");

// %% End
if (args.Contains("throw")) Fail();
if (args.Contains("exit")) Environment.Exit(3);
if (args.Contains("wait"))
{
    Console.WriteLine("waiting");
    await Task.Delay(Timeout.Infinite);
}

Show("the end");

// %% Functions
static void Printed(string text) => Console.WriteLine($"printed {text}");

static void Fail() => throw new InvalidOperationException("The store is away.");
