using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rattache.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Departures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "account_id",
                table: "issued_logins",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.CreateTable(
                name: "daily_jobs",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_jobs", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "ix_merges_absorbed",
                table: "merges",
                column: "absorbed_id");

            migrationBuilder.CreateIndex(
                name: "ix_merge_keys_account",
                table: "merge_keys",
                column: "account_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "daily_jobs");

            migrationBuilder.DropIndex(
                name: "ix_merges_absorbed",
                table: "merges");

            migrationBuilder.DropIndex(
                name: "ix_merge_keys_account",
                table: "merge_keys");

            migrationBuilder.AlterColumn<Guid>(
                name: "account_id",
                table: "issued_logins",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
