using System.Text.Json;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Tests.Given;

/// <summary>What a command line ended with.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    /// <summary>Runs a command line in this process, by the way that the process takes.</summary>
    public static async Task<ToolRun> Of(params string[] args)
    {
        using StringWriter output = new(), error = new();
        int exitCode = await CommandLine.RunAsync(args, output, error);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Requires that it was done without a word on the standard error.</summary>
    public ToolRun Done()
    {
        Error.ShouldBe("");
        ExitCode.ShouldBe(0);
        return this;
    }

    /// <summary>Requires one sentence on the standard error, nothing on the other, and an exit code.</summary>
    public string Refused(int exitCode)
    {
        Output.ShouldBe("");
        Error.ShouldStartWith("fraudml: ");
        Error.TrimEnd().ShouldNotContain('\n');
        ExitCode.ShouldBe(exitCode);
        return Error;
    }
}
