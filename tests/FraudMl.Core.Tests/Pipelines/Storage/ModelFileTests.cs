namespace FraudMl.Tests;

public sealed class ModelFileTests : IDisposable
{
    private static readonly FraudModel Model = new FraudPipelineBuilder().Impute(Columns.Numbers).Drop(Columns.Texts)
        .Drop(Columns.Timestamps).Train(Trainers.LogisticRegression()).Build().Fit(FeatureData.Rows(200));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_is_saved_and_loaded_by_path_and_a_file_that_is_there_is_replaced()
    {
        string path = _folder["model.fraudml"];
        File.WriteAllText(path, "something else");

        Model.Save(path);

        FraudModel.Load(path).Score(FeatureData.Rows(50)).ShouldBe(Model.Score(FeatureData.Rows(50)));
        Directory.GetFiles(_folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void A_write_that_fails_leaves_what_was_there()
    {
        string path = _folder["model.fraudml"];
        Model.Save(path);
        byte[] before = File.ReadAllBytes(path);

        Should.Throw<InvalidOperationException>(() => WholeFile.Write(path, stream =>
        {
            stream.Write([1, 2, 3]);
            throw new InvalidOperationException("in between");
        }));

        File.ReadAllBytes(path).ShouldBe(before);
        Directory.GetFiles(_folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void What_goes_wrong_is_one_sentence_with_the_path()
    {
        string absent = _folder["no/model.fraudml"];

        Should.Throw<FraudMlException>(() => Model.Save(absent)).Message
            .ShouldBe($"'{absent}' can't be written. Check that its folder is there and may be written to.");
        Should.Throw<FraudMlException>(() => Model.Save(_folder.Path)).Message.ShouldStartWith($"'{_folder.Path}' can't be written");
        Should.Throw<FraudMlException>(() => FraudModel.Load(absent)).Message.ShouldBe($"There is no file '{absent}'. Check the path.");
        Should.Throw<FraudMlException>(() => FraudModel.Load(_folder.Path)).Message
            .ShouldBe($"'{_folder.Path}' is a directory, and a file of FraudModel.Save was expected.");
    }
}
