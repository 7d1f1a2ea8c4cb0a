using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Tests.Commands;

public sealed class HelpTests
{
    private static readonly string[] Names =
    [
        "new", "profile", "train", "compare", "promote", "rollback", "serve", "score", "explain", "ui", "audit verify", "doctor",
        "completion",
    ];

    public static TheoryData<string> Commands => [.. Names];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_a_page_with_exit_codes_and_examples(string command)
    {
        string page = (await ToolRun.Of([.. command.Split(' '), "--help"])).Done().Output;

        page.ShouldStartWith($"NAME\n    fraudml {command} - ");
        foreach (string section in new[] { "SYNOPSIS", "OPTIONS", "EXIT CODES", "EXAMPLES" }) page.ShouldContain($"\n{section}\n");
        page.ShouldContain($"\n    fraudml {command}");
        page.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(110);
        foreach ((int code, string meaning) in ExitCode.All) page.ShouldMatch($@"\n    {code} +{meaning}");
    }

    [Fact]
    public async Task The_first_page_lists_every_command()
    {
        string page = (await ToolRun.Of("--help")).Done().Output;
        foreach (string command in Names) page.ShouldContain($"\n    {command.Split(' ')[0]} ");
    }

    [Theory]
    [InlineData("scor", "'scor'")]
    [InlineData("score", "--model")]
    [InlineData("promote cards 1 --alas x", "--alas")]
    [InlineData("ui --port many", "many")]
    public async Task A_wrong_command_line_is_one_sentence(string line, string named) =>
        (await ToolRun.Of(line.Split(' '))).Refused(2).ShouldContain(named, Case.Insensitive);

    [Fact]
    public async Task Every_shell_has_its_completion()
    {
        foreach (string shell in new[] { "bash", "zsh", "fish", "pwsh" })
            (await ToolRun.Of("completion", shell)).Done().Output.ShouldContain("[suggest:");
        (await ToolRun.Of("completion", "cmd")).Refused(2).ShouldContain("bash, zsh, fish, pwsh");
    }
}
