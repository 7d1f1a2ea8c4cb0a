using System.CommandLine;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Commands;

/// <summary>Prints what a shell needs to complete words.</summary>
internal static class CompletionCommand
{
    // Each asks the tool for the words at the cursor, counted without the tool's own name.
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _fraudml() {
                local line="${COMP_LINE#* }"
                local at=$((COMP_POINT - (${#COMP_LINE} - ${#line})))
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(fraudml "[suggest:$at]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _fraudml fraudml
            """,
        ["zsh"] = """
            _fraudml() {
                local line="${BUFFER#* }"
                local at=$((CURSOR - (${#BUFFER} - ${#line})))
                local words=(${(f)"$(fraudml "[suggest:$at]" "$line" 2>/dev/null)"})
                compadd -a words || _files
            }
            compdef _fraudml fraudml
            """,
        ["fish"] = """
            function __fraudml
                set -l line (commandline -cp | string replace -r '^\S+\s' '')
                fraudml "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c fraudml -a '(__fraudml)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName fraudml -ScriptBlock {
                param($word, $ast, $cursor)
                $line = "$ast" -replace '^\S+\s?', ''
                $at = [Math]::Max(0, $cursor - ("$ast".Length - $line.Length))
                fraudml "[suggest:$at]" "$line" | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    public static ToolCommand Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.CompletionSources.Add(_ => Scripts.Keys.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        return new ToolCommand("completion", "Prints the script by which a shell completes commands, options and model names.")
        {
            Examples = ["source <(fraudml completion bash)", "fraudml completion pwsh | Out-String | Invoke-Expression"],
            Arguments = { shell },
        }.Does((call, _) =>
        {
            string name = call.Get(shell);
            string script = Scripts.TryGetValue(name, out string? known) ? known
                : throw new Refusal(
                    ExitCode.BadInput, $"There is no completion for '{name}'; there is for {string.Join(", ", Scripts.Keys)}.");
            call.Terminal.Answer(new { shell = name, script }, script);
            return Task.CompletedTask;
        });
    }
}
