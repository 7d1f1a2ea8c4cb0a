using FraudMl.Tracking;
using FraudMl.Tracking.Tests;

namespace FraudMl.Sdk.Host.Tests.Models;

public sealed class RestoringTests : IDisposable
{
    private const string Champion = "models:/cards@champion";

    private readonly HostProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_model_is_locked_and_comes_from_the_cache_without_the_store()
    {
        await _project.RegisterAsync();
        (int exitCode, string output) = await _project.RestoreAsync(Champion);
        exitCode.ShouldBe(0, output);
        output.ShouldContain($"{Champion} is version 1, SHA-256 ");
        _project.Lock.ShouldContain("\"version\": \"1\"");
        _project.Lock.ShouldContain("\"fraudml/features.json\": \"");
        _project.Files.Keys.ShouldContain("models/cards/MLmodel");
        FraudModelPackage.Load(Path.GetDirectoryName(_project.Files["models/cards/MLmodel"])!).Inputs.Count
            .ShouldBe(TestModels.Numeric().Inputs.Count);

        (_project.IsOnline, _project.IsLocked) = (false, true);
        (await _project.RestoreAsync(Champion)).ShouldBe((0, ""));
    }

    [Fact]
    public async Task A_version_stays_when_its_alias_moves_until_it_is_updated()
    {
        await _project.RegisterAsync();
        await _project.RestoreAsync(Champion);
        string locked = _project.Lock;
        await _project.RegisterAsync(isOther: true);
        (await _project.RestoreAsync(Champion)).ShouldBe((0, ""));
        _project.Lock.ShouldBe(locked);
        (int exitCode, string output) = await _project.UpdateAsync(Champion);
        exitCode.ShouldBe(0);
        output.ShouldContain("is version 2,");
        output.ShouldContain("and was version 1,");
        _project.Code.ShouldContain("string? @Merchant");
    }

    [Fact]
    public async Task What_is_not_there_is_told_at_the_line_of_its_item()
    {
        await _project.RegisterAsync();
        (int exitCode, string output) = await _project.RestoreAsync(
            Champion, "models:/card@champion", "models:/cards@rival", "../nothing");
        exitCode.ShouldBe(1);
        string[] errors = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        errors[0].ShouldStartWith($"{_project.At("Api.csproj")}(4,5): error FRAUDML101: ");
        errors[0].ShouldContain("there is no registered model 'card', but one named 'cards'");
        errors[1].ShouldStartWith($"{_project.At("Api.csproj")}(5,5): error FRAUDML101: ");
        errors[1].ShouldContain("its aliases are champion");
        errors[2].ShouldStartWith(
            $"{_project.At("Api.csproj")}(6,5): error FRAUDML101: The FraudModel '../nothing' is no model URI");
        File.Exists(_project.At("fraudml.lock.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_store_and_cache_the_build_stops()
    {
        _project.IsOnline = false;
        (int exitCode, string output) = await _project.RestoreAsync(Champion);
        exitCode.ShouldBe(1);
        output.ShouldStartWith($"{_project.At("Api.csproj")}(3,5): error FRAUDML102: The model '{Champion}' can't be restored: ");
    }

    [Fact]
    public async Task Locked_mode_takes_no_new_model()
    {
        await _project.RegisterAsync();
        _project.IsLocked = true;
        (await _project.RestoreAsync(Champion)).Output
            .ShouldContain("(3,5): error FRAUDML106: fraudml.lock.json has no entry of the model");
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("../../written")]
    public async Task A_model_with_another_digest_than_the_locked_one_is_refused(string other)
    {
        await _project.RegisterAsync();
        await _project.RestoreAsync(Champion);
        string digest = Path.GetFileName(Path.GetDirectoryName(_project.Files["models/cards/MLmodel"]))!;
        string changed = _project.Lock.Replace(digest, other, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_project.At("fraudml.lock.json"), changed);
        (int exitCode, string output) = await _project.RestoreAsync(Champion);
        exitCode.ShouldBe(1);
        output.ShouldContain("(3,5): error FRAUDML103: The model 'models:/cards@champion', version 1, is not the one that "
            + "fraudml.lock.json locks: MLmodel has another SHA-256");
    }

    [Fact]
    public async Task A_copy_that_was_changed_in_the_cache_is_taken_anew()
    {
        await _project.RegisterAsync();
        await _project.RestoreAsync(Champion);
        string copy = _project.Files["models/cards/fraudml/features.json"];
        string sound = await File.ReadAllTextAsync(copy);
        await File.WriteAllTextAsync(copy, "{}");
        (await _project.RestoreAsync(Champion)).ShouldBe((0, ""));
        (await File.ReadAllTextAsync(copy)).ShouldBe(sound);

        await File.WriteAllTextAsync(copy, "{}");
        _project.IsOnline = false;
        (await _project.RestoreAsync(Champion)).Output.ShouldContain("error FRAUDML102: ");
    }

    [Fact]
    public async Task A_folder_is_taken_where_its_hashes_are_there_and_right()
    {
        FraudModelPackage.Write(TestModels.Numeric(), _project.At("written"));
        (await _project.RestoreAsync("written")).ExitCode.ShouldBe(0);
        _project.Files["models/written/MLmodel"].ShouldBe(_project.At("written", "MLmodel"));
        await File.AppendAllTextAsync(_project.At("written", "model.onnx"), " ");
        (await _project.RestoreAsync("written")).Output.ShouldContain("error FRAUDML105: ");

        string manifest = await File.ReadAllTextAsync(_project.At("written", "MLmodel"));
        string first = manifest.Replace("format_version: 2", "format_version: 1", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_project.At("written", "MLmodel"), first);
        (await _project.RestoreAsync("written")).Output.ShouldContain("error FRAUDML104: The model 'written' has no hashes of its files");
    }

    [Fact]
    public async Task A_file_of_a_model_is_locked_by_its_own_hash()
    {
        await using (FileStream file = File.Create(_project.At("cards.fraudml"))) TestModels.Numeric().Save(file);
        (await _project.RestoreAsync("cards.fraudml")).ExitCode.ShouldBe(0);
        _project.Files.Keys.ShouldBe(["models/cards/cards.fraudml"]);
        _project.Code.ShouldContain("public required double? @Amount");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "version": 9, "models": {} }""")]
    [InlineData("""{ "version": 1, "models": { "models:/cards@champion": null } }""")]
    public async Task A_lock_file_that_is_none_is_an_error(string text)
    {
        await File.WriteAllTextAsync(_project.At("fraudml.lock.json"), text);
        (int exitCode, string output) = await _project.RestoreAsync(Champion);
        exitCode.ShouldBe(1);
        output.ShouldContain($"{_project.At("fraudml.lock.json")}(1,");
        output.ShouldContain(": error FRAUDML108: The lock file can't be read: ");
    }

    [Fact]
    public async Task Two_models_of_one_name_are_refused()
    {
        FraudModelPackage.Write(TestModels.Numeric(), _project.At("a", "cards"));
        FraudModelPackage.Write(TestModels.Numeric(), _project.At("b", "cards"));
        (await _project.RestoreAsync("a/cards", "b/cards")).Output.ShouldContain(
            "(4,5): error FRAUDML107: 'a/cards' and 'b/cards' would both be copied to models/cards.");
    }
}
