using FraudMl;
using FraudMl.Profiling;
using Spectre.Console;

namespace CreditCard;

/// <summary>Prints what the data looks like.</summary>
internal static class Exploration
{
    public static DatasetProfile Show(Dataset transactions)
    {
        AnsiConsole.Write(new Rule("[bold]Explore[/]").LeftJustified());
        DatasetProfile profile = transactions.Profile();
        Console.WriteLine(profile);
        return profile;
    }
}
