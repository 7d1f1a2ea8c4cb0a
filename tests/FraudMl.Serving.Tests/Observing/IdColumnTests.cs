using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

public sealed class IdColumnTests
{
    [Theory]
    [InlineData("""{"dataframe_records":[{"id":"a",ROW},{"id":17,ROW},{"id":null,ROW},{ROW}]}""", "a,17,-,-")]
    [InlineData("""{"dataframe_records":[{ROW,"id":"ü\n"}]}""", "ü\n")]
    [InlineData("""{"dataframe_records":[{ROW}]}""", "-")]
    public async Task A_request_may_name_its_transactions(string body, string ids)
    {
        var seen = new Seen();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IScoringObserver>(seen)
            .AddFraudScoringModel(TestModels.CreditCardModel, options => options.IdColumn = "id"));
        await using ScoringServer running = server;
        await started;
        string row = string.Join(',', TestModels.CreditCardModel.Inputs.Select(input => $"\"{input.Name}\":1"));
        HttpResponseMessage answer = await server.PostAsync(body.Replace("ROW", row, StringComparison.Ordinal));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        string.Join(',', seen.Ids).ShouldBe(ids);
    }

    private sealed class Seen : IScoringObserver
    {
        public List<string> Ids { get; } = [];

        public void Scored(in ScoredBlock rows)
        {
            for (int row = 0; row < rows.Session.RowCount; row++)
                Ids.Add(rows.TryGetId(row, out ReadOnlySpan<byte> id) ? Encoding.UTF8.GetString(id) : "-");
        }
    }
}
