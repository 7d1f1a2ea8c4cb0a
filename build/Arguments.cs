namespace FraudMl.Build;

/// <summary>The command line: targets, <c>--version VERSION</c> and <c>--check</c>.</summary>
internal sealed record Arguments(IReadOnlyList<string> Targets, string? Version, bool Check)
{
    public static bool TryParse(string[] args, out Arguments arguments, out string problem)
    {
        List<string> targets = [];
        string? version = null;
        bool check = false;
        problem = "";
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--check") check = true;
            else if (args[i] == "--version" && i + 1 < args.Length) version = args[++i];
            else if (args[i] is "--help" or "-h") targets.Clear();
            else if (Build.Targets.Names.Contains(args[i])) targets.Add(args[i]);
            else problem = $"'{args[i]}' is no target or option. Run without arguments for the list.";
        }

        arguments = new Arguments(args.Contains("--help") || args.Contains("-h") ? [] : targets, version, check);
        return problem.Length == 0;
    }
}
