using System.Text;
using System.Text.RegularExpressions;
using FraudMl.Mlflow;

namespace FraudMl.Tracking.Tests;

/// <summary>Whether what is loaded is what was written: every file of a package, and its MLmodel by the registered version.</summary>
public sealed partial class ModelIntegrityTests : IDisposable
{
    private static readonly int MutantCount = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 10_000 : 500;

    private const string Tag = "fraudml.mlmodel_sha256";

    private readonly TemporaryFolder _folder = new();
    private readonly MlflowClient _client;

    public ModelIntegrityTests() =>
        _client = MlflowClient.Connect(new MlflowOptions { TrackingUri = $"sqlite:///{_folder.At("mlflow.db")}" });

    private string Package => _folder.At("model");

    [Fact]
    public void A_changed_byte_of_any_file_is_told_by_its_name()
    {
        Write();

        foreach (string path in Files())
        {
            string file = Path.Combine(Package, path);
            byte[] sound = File.ReadAllBytes(file), changed = [.. sound];
            changed[sound.Length / 2] ^= 1;
            File.WriteAllBytes(file, changed);

            FraudMlException error = Should.Throw<FraudMlException>(() => FraudModelPackage.Load(Package), path);

            error.Problems.ShouldBe([$"{path} has another SHA-256 than MLmodel says."]);
            File.WriteAllBytes(file, sound);
        }

        FraudModelPackage.Load(Package);
    }

    [Fact]
    public void A_file_that_is_missing_is_told_by_its_name()
    {
        Write();
        File.Delete(Path.Combine(Package, "model.onnx"));
        File.Delete(Path.Combine(Package, "conda.yaml"));

        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(Package)).Problems
            .ShouldBe(["conda.yaml is missing.", "model.onnx is missing."], ignoreOrder: true);
    }

    [Fact]
    public void Another_models_file_is_not_taken_for_this_ones()
    {
        Write();
        FraudModelPackage.Write(TestModels.Mixed().Model, _folder.At("other"));
        File.Copy(Path.Combine(_folder.At("other"), "fraudml", "model.json"), Path.Combine(Package, "fraudml", "model.json"),
            overwrite: true);

        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(Package)).Problems
            .ShouldBe(["fraudml/model.json has another SHA-256 than MLmodel says."]);
    }

    [Theory]
    [InlineData("format_version: 2", "format_version: 99", "has package format 99, and this FraudMl reads 1 to 2")]
    [InlineData("format_version: 2", "format_version: 0", "has package format 0")]
    [InlineData("format_version: 2", "format_version: two", "lacks its format")]
    [InlineData("    format_version: 2\n", "", "lacks its format")]
    [InlineData("    files:\n", "    filed:\n", "the hashes of its files")]
    [InlineData("      model.onnx: ", "      ../../model.onnx: ", "the hashes of its files")]
    [InlineData("      model.onnx: ", "      model.pt: ", "the hashes of its files")]
    [InlineData("      fraudml/model.json: ", "      fraudml/model.json: \n        a: ", "the hashes of its files")]
    [InlineData("    pipeline: ", "    pipeline: not ", "its MLmodel is of the pipeline 'not ")]
    [InlineData("flavors:\n", "flavors:\nflavors:\n", "not valid YAML")]
    [InlineData("flavors:\n", "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\nflavors:\n", "not valid YAML")]
    public void What_MLmodel_says_of_itself_is_looked_at(string old, string made, string told)
    {
        Write();
        Edit(text => Once(text, old, made));

        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(Package)).Message.ShouldContain(told);
    }

    [Fact]
    public void An_MLmodel_of_many_megabytes_is_refused_unread()
    {
        Write();
        Edit(text => text + "# " + new string('x', 17 << 20));

        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(Package)).Message.ShouldContain("and a model's has at most 16777216");
    }

    [Fact]
    public void Nesting_without_end_and_aliases_that_multiply_take_no_memory()
    {
        Write();
        string aliases = string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1}]\n"));
        Edit(text => $"a0: &a0 x\n{aliases}{text}");
        FraudModelPackage.Load(Package);
        Edit(text => $"deep: {new string('[', 4 << 20)}\n{text}");

        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(Package));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000_000);
    }

    [Fact]
    public void Whatever_is_wrong_with_an_MLmodel_is_said_in_words()
    {
        Write();
        string manifest = Path.Combine(Package, "MLmodel");
        byte[] sound = File.ReadAllBytes(manifest);
        string[] pieces = [": ", "- ", "[", "{", "]", "}", "\"", "'", "&a ", "*a", "!!int ", "|\n", ">\n", "\n", "\t", "\0", "%", "---\n",
            "...\n", "? ", "#", ",", "<<: ", "!<x>", "!"];
        for (int number = 0; number < MutantCount; number++)
        {
            var random = new Random(number);
            List<byte> bytes = [.. sound];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(bytes.Count);
                if (random.Next(3) == 0) bytes[at] = (byte)random.Next(256);
                else if (random.Next(3) == 0) bytes.RemoveRange(at, Math.Min(random.Next(1, 60), bytes.Count - at - 1));
                else bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
            }

            File.WriteAllBytes(manifest, [.. bytes]);

            if (Record.Exception(() => FraudModelPackage.Load(Package)) is { } thrown and not FraudMlException)
                throw new InvalidOperationException($"mutant {number}", thrown);
        }
    }

    [Fact]
    public async Task A_package_of_the_first_format_loads_and_is_told_apart()
    {
        Write();
        MakeFirstFormat();

        LoadedFraudModel loaded = await _client.LoadFraudModelAsync(Package);

        loaded.Integrity.ShouldBe(ModelIntegrity.Unknown);
        loaded.Model.Score(TestModels.Transactions).ShouldBe(TestModels.Numeric().Score(TestModels.Transactions));
        File.AppendAllText(Path.Combine(Package, "fraudml", "features.json"), " ");
        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(Package)).Problems
            .ShouldBe(["fraudml/features.json has another SHA-256 than MLmodel says."]);
    }

    [Fact]
    public async Task A_folder_has_its_files_and_a_version_its_tag_to_be_checked_by()
    {
        Write();
        RegisteredFraudModel registered = await _client.RegisterAsync(TestModels.Numeric(), "cards", alias: "champion");

        (await _client.LoadFraudModelAsync(Package)).Integrity.ShouldBe(ModelIntegrity.Files);
        (await _client.LoadFraudModelAsync($"models:/{registered.ModelId}")).Integrity.ShouldBe(ModelIntegrity.Files);
        (await _client.LoadFraudModelAsync("models:/cards@champion")).Integrity.ShouldBe(ModelIntegrity.Registered);
        await _client.Registry.DeleteVersionTagAsync(new MlflowDeleteModelVersionTag { Name = "cards", Version = "1", Key = Tag });
        (await _client.LoadFraudModelAsync("models:/cards/1")).Integrity.ShouldBe(ModelIntegrity.Files);
    }

    [Fact]
    public async Task Whoever_can_change_files_but_not_the_registry_changes_no_registered_model()
    {
        await _client.RegisterAsync(TestModels.Numeric(), "cards", alias: "champion");
        string stored = (await _client.LoadFraudModelAsync("models:/cards/1")).Directory!;
        FraudModelPackage.Write(TestModels.Mixed().Model, stored);

        FraudMlException error = await Should.ThrowAsync<FraudMlException>(() => _client.LoadFraudModelAsync("models:/cards@champion"));

        error.Message.ShouldContain("'models:/cards@champion' is version 1 of 'cards', and its files are not those that were registered");
        error.Message.ShouldContain(Tag);
    }

    [Fact]
    public async Task A_registered_model_is_not_taken_back_to_the_first_format()
    {
        await _client.RegisterAsync(TestModels.Numeric(), "cards");
        string stored = (await _client.LoadFraudModelAsync("models:/cards/1")).Directory!;
        MakeFirstFormat(stored);

        (await Should.ThrowAsync<FraudMlException>(() => _client.LoadFraudModelAsync("models:/cards/1"))).Message
            .ShouldContain("not those that were registered");
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    private static string Once(string text, string old, string made)
    {
        int at = text.IndexOf(old, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, old);
        return text[..at] + made + text[(at + old.Length)..];
    }

    // As FraudMl wrote it before there were hashes of all files.
    private void MakeFirstFormat(string? directory = null) => Edit(
        text => FilesBlock().Replace(Once(text, "format_version: 2", "format_version: 1"), ""), directory);

    private void Write() => FraudModelPackage.Write(
        TestModels.Numeric(), Package, new() { Example = TestModels.Transactions, Reference = TestModels.Transactions });

    private void Edit(Func<string, string> change, string? directory = null)
    {
        string manifest = Path.Combine(directory ?? Package, "MLmodel");
        File.WriteAllText(manifest, change(File.ReadAllText(manifest)));
    }

    private string[] Files() =>
    [
        .. Directory.EnumerateFiles(Package, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Package, file).Replace('\\', '/')).Where(path => path != "MLmodel"),
    ];

    [GeneratedRegex("    files:\n(      .*\n)+")]
    private static partial Regex FilesBlock();
}
