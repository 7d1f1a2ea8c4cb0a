using FraudMl;
using Spectre.Console;

namespace CreditCard;

/// <summary>The same in one call, beside the explicit way.</summary>
internal static class OneCall
{
    public static async Task ShowAsync(Dataset train, Dataset test, JobOptions options, CancellationToken cancellationToken)
    {
        AnsiConsole.Write(new Rule("[bold]One call[/]").LeftJustified());
        AutoMLResult result = await AutoML.RunAsync(train, options.Budget, new() { Seed = options.Seed, Decision = Pipelines.Decision },
            cancellationToken);
        Console.WriteLine(result);
        Console.WriteLine(result.ToCSharp());
        Console.WriteLine(result.Model.Evaluate(result.Prepare(test)));
    }
}
