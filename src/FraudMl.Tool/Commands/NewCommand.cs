using System.CommandLine;
using FraudMl.Tool.Apps;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Commands;

/// <summary>Makes a solution by the template.</summary>
internal static class NewCommand
{
    // What dotnet new answers when no template has the name.
    private const int NoTemplate = 103;

    public static ToolCommand Create()
    {
        var arguments = new Argument<string[]>("ARGUMENTS")
        {
            Arity = ArgumentArity.ZeroOrMore, Description = "What dotnet new fraudml takes: --name, --data, --trainer and so on.",
        };
        return new ToolCommand("new", "Makes a solution: training app, scoring API, tests.")
        {
            Remarks = "Passes everything on to dotnet new fraudml, whose --help lists what it takes.",
            Examples = ["fraudml new --name Acme.Fraud", "fraudml new --name Acme.Fraud --trainer logistic --data csv"],
            Arguments = { arguments },
        }.Does(async (call, cancellationToken) =>
        {
            int exitCode = await DotnetProcess.RunAsync(call, ["new", "fraudml", .. call.Get(arguments)], cancellationToken);
            if (exitCode == NoTemplate)
                throw new Refusal(ExitCode.NotFound, "The template is not installed. Install it: dotnet new install FraudMl.Templates.");
            if (exitCode != 0)
                throw new Refusal(ExitCode.BadInput, $"dotnet new fraudml ended with exit code {exitCode}. See dotnet new fraudml --help.");
            if (call.Terminal.IsJson) call.Terminal.Answer(new { template = "fraudml", arguments = call.Get(arguments) }, "");
        });
    }
}
