using System.Reflection;
using PublicApiGenerator;

namespace FraudMl.Conventions.Tests;

/// <summary>The public API of each package is one approved file; a change of it is a decision, not an accident.</summary>
public sealed class PublicApiTests
{
    private const string Accept = "FRAUDML_ACCEPT_API";

    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    [Theory]
    [MemberData(nameof(Packages.Names), MemberType = typeof(Packages))]
    public void The_public_API_is_the_approved_one(string package)
    {
        Assembly assembly = Packages.Named(package);
        string path = Repository.PathOf("tests", "FraudMl.Conventions.Tests", "PublicApi", $"{package}.txt");
        string actual = assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").Trim() + "\n";
        if (Environment.GetEnvironmentVariable(Accept) == "1") File.WriteAllText(path, actual);
        string approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (actual != approved)
            Assert.Fail($"The public API of {package} is not the approved one:\n{Differences(approved, actual)}\nIf the change is meant, "
                + $"run the tests once with {Accept}=1 and commit {Repository.Name(path)}.");
    }

    private static string Differences(string approved, string actual)
    {
        string[] before = approved.Split('\n'), after = actual.Split('\n');
        string[] lines = [.. before.Except(after).Select(line => $"- {line.Trim()}"),
            .. after.Except(before).Select(line => $"+ {line.Trim()}")];
        return lines.Length == 0 ? "The same lines stand in another order or number." : string.Join('\n', lines);
    }
}
