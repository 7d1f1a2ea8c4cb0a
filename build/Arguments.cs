namespace FraudMl.Build;

/// <summary>The command line: targets, <c>--version VERSION</c> and <c>--check</c>; without targets, or with
/// <c>--help</c>, help is wanted.</summary>
internal sealed record Arguments(IReadOnlyList<string> Targets, string? Version, bool Check)
{
    public bool Help => Targets.Count == 0 || Targets.Intersect(["--help", "-h"]).Any();

    public static Arguments Parse(string[] args)
    {
        int version = Array.IndexOf(args, "--version");
        if (version >= 0 && version == args.Length - 1)
            throw new BuildFailedException("--version needs a value, for example --version 1.2.0.");
        string[] targets = version < 0 ? args : [.. args[..version], .. args[(version + 2)..]];
        return new Arguments([.. targets.Where(arg => arg != "--check")], version < 0 ? null : args[version + 1], args.Contains("--check"));
    }
}
